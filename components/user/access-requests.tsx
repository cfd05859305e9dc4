"use client";

/** Lists what waits for a second administrator, who confirms or refuses it here. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import {
  accessRequestsQuery,
  confirmAccessRequest,
  refreshUsers,
  refuseAccessRequest,
} from "@/lib/client/users";
import type { AccessRequest, AccessRequestList } from "@/lib/contracts/access-request";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { useToast } from "../ui/toast";
import { AccessRequestRow, type Outcome } from "./access-request-row";
import type { RoleTargets } from "./role-targets";
import { useNamedTargets } from "./use-named-targets";
import { OneTimeSecretDialog } from "./shown-once";

type AccessRequestsProps = { list: AccessRequestList; targets: RoleTargets };

export function AccessRequests({ list: initial, targets }: AccessRequestsProps) {
  const t = useTranslations("people.requests");
  const { data: list } = useQuery({ ...accessRequestsQuery(), initialData: initial });
  const decision = useDecision();
  const { link } = decision;
  const named = useNamedTargets(
    targets,
    list.requests.map(({ role }) => (role === null ? [] : [role])),
  );
  return (
    <>
      {list.isOnlyAdministrator && list.requests.length === 0 && (
        <Notice kind="info" title={t("only-title")}>
          {t("only-hint")}
        </Notice>
      )}
      {list.requests.length > 0 && (
        <section aria-labelledby="access-requests" className="px-edge pt-4 pb-2">
          <h2 id="access-requests">{t("title")}</h2>
          <p className="max-w-[70ch] pb-2 text-sm text-ink-2">{t("about")}</p>
          <ul className="border-t border-rule">
            {list.requests.map((request) => (
              <AccessRequestRow
                key={request.id}
                request={request}
                targets={named}
                isWorking={decision.workingId === request.id}
                decide={(outcome) => decision.decide({ request, outcome })}
              />
            ))}
          </ul>
          <ProblemNotice error={decision.error} />
        </section>
      )}
      {link !== null && <LinkDialog {...link} onClose={decision.reset} />}
    </>
  );
}

const DECIDED = {
  role: { confirm: "confirmed", refuse: "refused" },
  "password-link": { confirm: "link-confirmed", refuse: "link-refused" },
  "second-factor": { confirm: "factor-confirmed", refuse: "factor-refused" },
  erasure: { confirm: "erased", refuse: "erasure-refused" },
} as const satisfies Record<AccessRequest["kind"], Record<Outcome, string>>;

type Decided = { request: AccessRequest; outcome: Outcome };

/** `link` is the password link that was just confirmed, unless it goes by mail. */
function useDecision() {
  const t = useTranslations("people.requests");
  const toast = useToast();
  const queryClient = useQueryClient();
  const { mutate, isPending, variables, data, error, reset } = useMutation({
    mutationFn: async ({ request, outcome }: Decided) =>
      outcome === "confirm"
        ? (await confirmAccessRequest(request.id)).inviteUrl
        : refuseAccessRequest(request.id).then(() => null),
    onSuccess: (url, { request: { person, kind }, outcome }) => {
      if (url === null) toast(t(DECIDED[kind][outcome], { name: person.name }));
    },
    // Another administrator may have decided it a moment before.
    onSettled: () => refreshUsers(queryClient),
  });
  const url = data ?? null;
  return {
    decide: mutate,
    workingId: isPending ? variables.request.id : null,
    link: url === null ? null : { url, name: variables?.request.person.name ?? "" },
    error,
    reset,
  };
}

function LinkDialog({ url, name, onClose }: { url: string; name: string; onClose: () => void }) {
  const t = useTranslations("people");
  return (
    <OneTimeSecretDialog
      title={t("requests.link-title", { name })}
      description={t("requests.link-hint", { name })}
      label={t("link")}
      text={url}
      closeLabel={t("done")}
      onClose={onClose}
    />
  );
}
