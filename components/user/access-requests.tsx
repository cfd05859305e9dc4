"use client";

/** Lists the roles that wait for a second administrator, who confirms or refuses them here. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import {
  accessRequestsQuery,
  confirmAccessRequest,
  refreshUsers,
  refuseAccessRequest,
} from "@/lib/client/users";
import type { AccessRequest, AccessRequestList } from "@/lib/contracts/access-request";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import type { RoleTargets } from "./role-targets";
import { RolesSummary } from "./roles-summary";

type AccessRequestsProps = { list: AccessRequestList; targets: RoleTargets };

export function AccessRequests({ list: initial, targets }: AccessRequestsProps) {
  const t = useTranslations("people.requests");
  const { data: list } = useQuery({ ...accessRequestsQuery(), initialData: initial });
  const decision = useDecision();
  if (list.isOnlyAdministrator && list.requests.length === 0) {
    return (
      <Notice kind="info" title={t("only-title")}>
        {t("only-hint")}
      </Notice>
    );
  }
  if (list.requests.length === 0) return null;
  return (
    <section aria-labelledby="access-requests" className="px-edge pt-4 pb-2">
      <h2 id="access-requests">{t("title")}</h2>
      <p className="max-w-[70ch] pb-2 text-sm text-ink-2">{t("about")}</p>
      <ul className="border-t border-rule">
        {list.requests.map((request) => (
          <RequestRow
            key={request.id}
            request={request}
            targets={targets}
            isWorking={decision.isPending && decision.variables.request.id === request.id}
            decide={(outcome) => decision.mutate({ request, outcome })}
          />
        ))}
      </ul>
      <ProblemNotice error={decision.error} />
    </section>
  );
}

type Outcome = "confirm" | "refuse";

function useDecision() {
  const t = useTranslations("people.requests");
  const toast = useToast();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ request, outcome }: { request: AccessRequest; outcome: Outcome }) =>
      outcome === "confirm" ? confirmAccessRequest(request.id) : refuseAccessRequest(request.id),
    onSuccess: (_done, { request, outcome }) => {
      const name = request.person.name;
      toast(outcome === "confirm" ? t("confirmed", { name }) : t("refused", { name }));
    },
    // Another administrator may have decided it a moment before.
    onSettled: () => refreshUsers(queryClient),
  });
}

type RequestRowProps = {
  request: AccessRequest;
  targets: RoleTargets;
  isWorking: boolean;
  decide: (outcome: Outcome) => void;
};

function RequestRow({ request, targets, isWorking, decide }: RequestRowProps) {
  const t = useTranslations("people.requests");
  const { person, role, requestedBy, requestedAt, refusal } = request;
  const isOwn = refusal === "own-request";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-rule py-2">
      <div className="min-w-60 flex-1">
        <span className="font-medium">{person.name}</span>{" "}
        <span className="text-xs break-all text-ink-3">{person.email}</span>
        <span className="block">
          <RolesSummary roles={[role]} targets={targets} />
        </span>
        <span className="block text-xs text-ink-2">
          {t("asked-by", { name: requestedBy })} · <Instant iso={requestedAt} />
          {refusal !== null && <> · {t(refusal)}</>}
        </span>
      </div>
      <div className="flex gap-2">
        <Button
          aria-label={t(isOwn ? "withdraw-one" : "refuse-one", { name: person.name })}
          disabled={isWorking}
          onClick={() => decide("refuse")}
        >
          {t(isOwn ? "withdraw" : "refuse")}
        </Button>
        {refusal === null && (
          <Button
            kind="do"
            aria-label={t("confirm-one", { name: person.name })}
            disabled={isWorking}
            onClick={() => decide("confirm")}
          >
            {t("confirm")}
          </Button>
        )}
      </div>
    </li>
  );
}
