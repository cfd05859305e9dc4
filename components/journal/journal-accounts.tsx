"use client";

/** Lists which account each part of a day is posted to, and changes one in a dialog. */
import type { CentreOffer, OfferedCentre } from "@/lib/domain/screen/centre-offer";
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { journalAccountsQuery } from "@/lib/client/journal";
import type { Organisation } from "@/lib/contracts/organisation";
import type { JournalAccount, JournalAccountList } from "@/lib/contracts/journal-account";
import { firstOfEach } from "@/lib/domain/group-by";
import { ANY, formatRuleKey } from "@/lib/domain/journal/account-rule";
import { PURPOSES } from "@/lib/domain/journal/purpose";
import { readEntityScope, readNodeScope } from "@/lib/domain/organisation/node-scope";
import { nameNodes } from "@/lib/domain/screen/node-path";
import { formatBusinessDate } from "@/lib/domain/format";
import { IntroductionBar, RowAction, SettingsTable } from "../settings/settings-list";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { JournalAccountDialog } from "./journal-account-dialog";
import { type AccountDraft, newAccountDraft, toAccountDraft } from "./account-draft";
import { usePartText } from "./use-part-text";

type JournalAccountsProps = {
  list: JournalAccountList;
  offer: CentreOffer<OfferedCentre>;
  /** The nodes of the organisation today. */
  nodes: Organisation["nodes"];
  entities: readonly { id: string; name: string }[];
  today: string;
  mayChange: boolean;
  /** The dialog opens with it, when an address asks for an account. */
  asked: Partial<AccountDraft> | null;
};

export function JournalAccounts(props: JournalAccountsProps) {
  const { list, offer, nodes, entities, today, mayChange, asked } = props;
  const t = useTranslations("journal");
  const { data } = useQuery({ ...journalAccountsQuery(), initialData: list });
  const [edited, setEdited] = useState<AccountDraft | null>(
    asked === null || !mayChange ? null : { ...newAccountDraft(today), ...asked },
  );
  const latest = listLatest(data.rules);
  return (
    <>
      <IntroductionBar about={t("accounts-about")}>
        {mayChange && (
          <Button kind="do" onClick={() => setEdited(newAccountDraft(today))}>
            {t("add-account")}
          </Button>
        )}
      </IntroductionBar>
      {latest.length === 0 ? (
        <EmptyState title={t("no-accounts")} hint={t("no-accounts-hint")} />
      ) : (
        <SettingsTable
          caption={t("accounts-caption")}
          columns={[
            { label: t("purpose") },
            { label: t("part") },
            { label: t("account") },
            { label: t("applies-to"), isHiddenOnPhones: true },
            { label: t("since"), isHiddenOnPhones: true },
          ]}
          action={t("change")}
        >
          {latest.map((rule) => (
            <AccountRow
              key={formatRuleKey(rule)}
              rule={rule}
              onEdit={mayChange ? () => setEdited(toAccountDraft(rule, today)) : null}
            />
          ))}
        </SettingsTable>
      )}
      {edited !== null && (
        <JournalAccountDialog
          draft={edited}
          rules={latest}
          offer={offer}
          nodes={nameNodes(nodes)}
          entities={entities}
          onChange={setEdited}
          onClose={() => setEdited(null)}
        />
      )}
    </>
  );
}

function AccountRow({ rule, onEdit }: { rule: JournalAccount; onEdit: (() => void) | null }) {
  const t = useTranslations("journal");
  const purposeText = useTranslations("journal.purposes");
  const partText = usePartText();
  const language = useLocale();
  const part = partText.selector(rule);
  const { vat, taxCode } = rule;
  return (
    <tr>
      <th scope="row">{purposeText(rule.purpose)}</th>
      <td>{part}</td>
      <td>
        {rule.account ?? <i className="text-ink-2">{t("withdrawn")}</i>}
        {vat !== null && (
          <span className="block text-xs text-ink-3">
            {t("vat-of", { percent: vat.ppm / 10_000, account: vat.account })}
          </span>
        )}
        {taxCode !== null && <span className="block text-xs text-ink-3">{taxCode}</span>}
      </td>
      <td className="max-sm:hidden">
        <ScopeText rule={rule} />
      </td>
      <td className="max-sm:hidden">
        {formatBusinessDate(rule.validFrom, language, "range-part")}
      </td>
      {onEdit === null ? (
        <td />
      ) : (
        <RowAction
          label={t("change")}
          name={t("change-one", { purpose: purposeText(rule.purpose), part })}
          onPress={onEdit}
        />
      )}
    </tr>
  );
}

function ScopeText({ rule: { scopeId, scopeName } }: { rule: JournalAccount }) {
  const t = useTranslations("journal");
  if (scopeId === ANY) return <>{t("every-centre")}</>;
  const [nodeId, entityId] = [readNodeScope(scopeId), readEntityScope(scopeId)];
  if (entityId !== null) return <>{t("entity-of", { entity: scopeName ?? entityId })}</>;
  return (
    <>{nodeId === null ? (scopeName ?? scopeId) : t("centres-of", { node: scopeName ?? nodeId })}</>
  );
}

/** The list has every version, the latest of a rule first; they are shown in order of purpose. */
function listLatest(rules: readonly JournalAccount[]): JournalAccount[] {
  const rank = ({ purpose }: JournalAccount) => PURPOSES.indexOf(purpose);
  const latest = firstOfEach(rules, formatRuleKey);
  return latest.toSorted((one, other) => rank(one) - rank(other));
}
