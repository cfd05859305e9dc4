"use client";

/** Shows a role, password link, erasure or removal that waits, with the buttons of its decision. */
import { useTranslations } from "next-intl";
import type { AccessRequest } from "@/lib/contracts/access-request";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import type { RoleTargets } from "./role-targets";
import { RolesSummary } from "./roles-summary";

/** What the buttons are called for a screen reader. */
const TEXTS = {
  role: { confirm: "confirm-one", refuse: "refuse-one", withdraw: "withdraw-one" },
  "password-link": {
    confirm: "confirm-link-one",
    refuse: "refuse-link-one",
    withdraw: "withdraw-link-one",
  },
  "second-factor": {
    confirm: "confirm-factor-one",
    refuse: "refuse-factor-one",
    withdraw: "withdraw-factor-one",
  },
  erasure: {
    confirm: "confirm-erasure-one",
    refuse: "refuse-erasure-one",
    withdraw: "withdraw-erasure-one",
  },
} as const satisfies Record<AccessRequest["kind"], Record<string, string>>;

export type Outcome = "confirm" | "refuse";

type AccessRequestRowProps = {
  request: AccessRequest;
  targets: RoleTargets;
  isWorking: boolean;
  decide: (outcome: Outcome) => void;
};

export function AccessRequestRow({ request, targets, isWorking, decide }: AccessRequestRowProps) {
  const t = useTranslations("people.requests");
  const { person, kind, role, requestedBy, requestedAt, refusal } = request;
  const { name } = person;
  const texts = TEXTS[kind];
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-rule py-2">
      <div className="min-w-60 flex-1">
        <span className="font-medium">{name}</span>{" "}
        <span className="text-xs break-all text-ink-3">{person.email}</span>
        <span className="block">
          {role === null ? (
            t(kind === "role" ? "password-link" : kind)
          ) : (
            <RolesSummary roles={[role]} targets={targets} />
          )}
        </span>
        <span className="block text-xs text-ink-2">
          {t("asked-by", { name: requestedBy })} · <Instant iso={requestedAt} />
          {refusal !== null && <> · {t(refusal)}</>}
        </span>
      </div>
      <div className="flex gap-2">
        <Button
          aria-label={t(refusal === "own-request" ? texts.withdraw : texts.refuse, { name })}
          disabled={isWorking}
          onClick={() => decide("refuse")}
        >
          {t(refusal === "own-request" ? "withdraw" : "refuse")}
        </Button>
        {refusal === null && (
          <Button
            kind="do"
            aria-label={t(texts.confirm, { name })}
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
