"use client";

/** Lists the roles with their persons. Whoever has several roles is named in each of their rows. */
import { useTranslations } from "next-intl";
import type { AccessLine } from "@/lib/contracts/access-review";
import { EVERYWHERE } from "@/lib/domain/permission";
import { Checkbox } from "../ui/checkbox";
import { Instant } from "../ui/instant";
import { keyOfLine } from "./line-key";

type Choose = (lines: readonly AccessLine[], isChosen: boolean) => void;
type AccessTableProps = {
  lines: AccessLine[];
  chosen: ReadonlyMap<string, unknown>;
  ownId: string;
  onChoose: Choose;
};

export function AccessTable({ lines, chosen, ownId, onChoose }: AccessTableProps) {
  const t = useTranslations("access");
  const selectable = lines.filter(({ person, grant }) => grant !== null && person.id !== ownId);
  const count = selectable.filter((line) => chosen.has(keyOfLine(line)?.key ?? "")).length;
  return (
    <div className="pb-8">
      <table className="ledger">
        <caption className="sr-only">{t("caption")}</caption>
        <thead>
          <tr>
            <th scope="col" className="w-8">
              <Checkbox
                aria-label={t("choose-all")}
                disabled={selectable.length === 0}
                checked={isAll(count, selectable.length)}
                onCheckedChange={(isChosen) => onChoose(selectable, isChosen)}
              />
            </th>
            <th scope="col">{t("person")}</th>
            <th scope="col">{t("role-and-where")}</th>
            <th scope="col" className="max-lg:hidden">
              {t("granted")}
            </th>
            <th scope="col" className="max-sm:hidden">
              {t("last-sign-in")}
            </th>
            <th scope="col" className="max-md:hidden">
              {t("reviewed")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <AccessRow
              key={keyOfLine(line)?.key ?? line.person.id}
              line={line}
              isOwn={line.person.id === ownId}
              isChosen={chosen.has(keyOfLine(line)?.key ?? "")}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function isAll(count: number, of: number): boolean | "indeterminate" {
  if (count === 0) return false;
  return count === of ? true : "indeterminate";
}

type AccessRowProps = { line: AccessLine; isOwn: boolean; isChosen: boolean; onChoose: Choose };

function AccessRow({ line, isOwn, isChosen, onChoose }: AccessRowProps) {
  const t = useTranslations("access");
  const { person, grant } = line;
  const where = useWhere(grant);
  return (
    <tr className={person.state === "disabled" ? "text-ink-3" : undefined}>
      <td>
        {grant !== null && !isOwn && (
          <Checkbox
            aria-label={t("choose-one", { name: person.name, where })}
            checked={isChosen}
            onCheckedChange={(next) => onChoose([line], next)}
          />
        )}
      </td>
      <th scope="row" className="py-1.5">
        <span className="block font-medium">
          {isOwn ? t("you", { name: person.name }) : person.name}
        </span>
        <span className="block text-xs break-all text-ink-3">{person.email}</span>
        <Marks person={person} />
      </th>
      <td className="py-1.5 whitespace-normal">
        {grant === null ? <i className="text-ink-3">{t("no-role")}</i> : where}
        <span className="block text-xs text-ink-3 md:hidden">
          <ReviewText review={line.review} isGranted={grant !== null} />
        </span>
      </td>
      <td className="py-1.5 whitespace-normal max-lg:hidden">
        {grant !== null && <GrantText grant={grant} />}
      </td>
      <td className="max-sm:hidden">
        {person.signedInAt === null ? (
          <i className="text-ink-3">{t("never")}</i>
        ) : (
          <Instant iso={person.signedInAt} />
        )}
      </td>
      <td className="py-1.5 whitespace-normal max-md:hidden">
        <ReviewText review={line.review} isGranted={grant !== null} />
      </td>
    </tr>
  );
}

/** "reviewer · Bilbao"; every centre has no name of its own. */
function useWhere(grant: AccessLine["grant"]): string {
  const t = useTranslations("access");
  const roleName = useTranslations("shell.roles");
  if (grant === null) return t("no-role");
  const where = grant.scopeId === EVERYWHERE ? t("everywhere") : (grant.scopeName ?? grant.scopeId);
  return t("role-at", { role: roleName(grant.role), where });
}

/** What a reviewer should not overlook. */
function Marks({ person }: Pick<AccessLine, "person">) {
  const t = useTranslations("access");
  const marks = [
    ...(person.state === "active" ? [] : [t(`states.${person.state}`)]),
    ...(person.isDormant ? [t("dormant")] : []),
    ...(person.hasSecondFactor ? [t("two-factors")] : []),
    ...(person.tokens > 0 ? [t("tokens", { count: person.tokens })] : []),
  ];
  return marks.length === 0 ? null : (
    <span className="block text-xs text-ink-2">{marks.join(" · ")}</span>
  );
}

function GrantText({ grant }: { grant: NonNullable<AccessLine["grant"]> }) {
  const t = useTranslations("access");
  const { grantedAt, grantedBy, confirmedBy, way } = grant;
  if (grantedAt === null) return <i className="text-ink-3">{t("not-recorded")}</i>;
  const by = [
    ...(grantedBy === null ? [] : [t("by", { name: grantedBy })]),
    ...(confirmedBy === null ? [] : [t("confirmed-by", { name: confirmedBy })]),
    ...(way === null ? [] : [t(`ways.${way}`)]),
  ];
  return (
    <>
      <Instant iso={grantedAt} />
      <span className="block text-xs text-ink-3">{by.join(" · ")}</span>
    </>
  );
}

function ReviewText({ review, isGranted }: Pick<AccessLine, "review"> & { isGranted: boolean }) {
  const t = useTranslations("access");
  if (!isGranted) return null;
  if (review === null) return <i className="text-ink-3">{t("not-reviewed")}</i>;
  return (
    <>
      <Instant iso={review.at} />
      <span className="block text-xs text-ink-3">
        {[t("by", { name: review.by }), review.note].filter((part) => part !== null).join(" · ")}
      </span>
    </>
  );
}
