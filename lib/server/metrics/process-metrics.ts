import "server-only";

/** What this process observes of itself: requests, statements, Cashrec, jobs and the chain. */
import { Counter, Gauge, Histogram, type Registry } from "prom-client";
import { METHODS } from "../api/contract";
import type { Observer, Operation } from "../telemetry";

const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const STATEMENT_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60];
const UPSTREAM_SECONDS = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120];
const JOB_SECONDS = [0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1_800];

const OTHER_METHOD = "other";

export function createProcessMetrics(registry: Registry): Observer {
  const registers = [registry];
  const requests = new Histogram({
    name: "counterfoil_http_request_duration_seconds",
    help: "Requests by method, template of the route and class of the status.",
    labelNames: ["method", "route", "status"],
    buckets: REQUEST_SECONDS,
    registers,
  });
  const inFlight = new Gauge({
    name: "counterfoil_http_requests_in_flight",
    help: "Requests whose response is not sent yet.",
    registers,
  });
  const statements = new Histogram({
    name: "counterfoil_database_statement_duration_seconds",
    help: "Statements as the application waits for them.",
    buckets: STATEMENT_SECONDS,
    registers,
  });
  const statementErrors = new Counter({
    name: "counterfoil_database_statement_errors_total",
    help: "Statements that failed, by SQLSTATE or code of the connection.",
    labelNames: ["code"],
    registers,
  });
  const upstream = new Histogram({
    name: "counterfoil_upstream_request_duration_seconds",
    help: "Requests to Cashrec, by what was asked and the status of the response, or what failed.",
    labelNames: ["target", "status"],
    buckets: UPSTREAM_SECONDS,
    registers,
  });
  const jobs = new Histogram({
    name: "counterfoil_job_duration_seconds",
    help: "Jobs that this instance ran, by task and whether they failed.",
    labelNames: ["task", "outcome"],
    buckets: JOB_SECONDS,
    registers,
  });
  const appends = new Histogram({
    name: "counterfoil_audit_append_duration_seconds",
    help: "Appending to the audit trail, which is mostly waiting for the lock of its chain.",
    buckets: STATEMENT_SECONDS,
    registers,
  });

  const end = ({ kind, name }: Operation, outcome: string, seconds: number) => {
    switch (kind) {
      case "request":
        inFlight.dec();
        requests.observe({ ...labelsOf(name), status: `${outcome.slice(0, 1)}xx` }, seconds);
        break;
      case "statement":
        statements.observe(seconds);
        if (outcome !== "ok") statementErrors.inc({ code: outcome });
        break;
      case "upstream":
        upstream.observe({ target: name, status: outcome }, seconds);
        break;
      case "job":
        jobs.observe({ task: name, outcome: outcome === "ok" ? "ok" : "failed" }, seconds);
        break;
      case "append":
        appends.observe(seconds);
        break;
    }
  };
  return {
    begin: ({ kind }) => {
      if (kind === "request") inFlight.inc();
    },
    end: (operation, outcome, ms) => end(operation, outcome, ms / 1_000),
  };
}

function labelsOf(name: string): { method: string; route: string } {
  const [method = "", route = ""] = name.split(" ");
  const isKnown = method === "HEAD" || METHODS.some((one) => one === method);
  return { method: isKnown ? method : OTHER_METHOD, route };
}
