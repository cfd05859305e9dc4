"use client";

/** Shows one role or password link that waits, with the buttons of its decision. */
import { useTranslations } from "next-intl";
import type { AccessRequest } from "@/lib/contracts/access-request";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import type { RoleTargets } from "./role-targets";
import { RolesSummary } from "./roles-summary";

export type Outcome = "confirm" | "refuse";

type AccessRequestRowProps = {
  request: AccessRequest;
  targets: RoleTargets;
  isWorking: boolean;
  decide: (outcome: Outcome) => void;
};

export function AccessRequestRow({ request, targets, isWorking, decide }: AccessRequestRowProps) {
  const t = useTranslations("people.requests");
  const { person, role, requestedBy, requestedAt, refusal } = request;
  const { name } = person;
  const isLink = role === null;
  const refuseLabel = () => {
    if (refusal === "own-request")
      return t(isLink ? "withdraw-link-one" : "withdraw-one", { name });
    return t(isLink ? "refuse-link-one" : "refuse-one", { name });
  };
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-rule py-2">
      <div className="min-w-60 flex-1">
        <span className="font-medium">{name}</span>{" "}
        <span className="text-xs break-all text-ink-3">{person.email}</span>
        <span className="block">
          {role === null ? t("password-link") : <RolesSummary roles={[role]} targets={targets} />}
        </span>
        <span className="block text-xs text-ink-2">
          {t("asked-by", { name: requestedBy })} · <Instant iso={requestedAt} />
          {refusal !== null && <> · {t(refusal)}</>}
        </span>
      </div>
      <div className="flex gap-2">
        <Button aria-label={refuseLabel()} disabled={isWorking} onClick={() => decide("refuse")}>
          {t(refusal === "own-request" ? "withdraw" : "refuse")}
        </Button>
        {refusal === null && (
          <Button
            kind="do"
            aria-label={t(isLink ? "confirm-link-one" : "confirm-one", { name })}
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
