/** Shows where the connection leads and which field map reads its responses. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";
import { Instant } from "../ui/instant";
import { Notice } from "../ui/notice";

type ConnectionFactsProps = {
  status: "ok" | "down" | "sandbox" | "unconfigured" | "unknown";
  host: string | null;
  fieldMapFile: string | null;
  fieldMapHash: string;
  fieldMapFrom: "file" | "saved" | "built-in";
  fieldMapVersion: number;
  variables: readonly { name: string; isSet: boolean; isNeeded: boolean }[];
  lastReadAt: string | null;
  clockAheadSeconds: number | null;
  databaseRole: "superuser" | "owner" | null;
};

export function ConnectionFacts(props: ConnectionFactsProps) {
  const { status, host, fieldMapFile, fieldMapHash, lastReadAt, clockAheadSeconds } = props;
  const t = useTranslations("connection");
  return (
    <section className="px-edge pt-5" aria-labelledby="connection-facts">
      <h2 id="connection-facts">{t("title")}</h2>
      <p className="max-w-[70ch] text-ink-2">{t(ABOUT[status])}</p>
      <dl className="mt-3 max-w-[70ch]">
        <Fact name={t("upstream")}>
          {host ?? t(status === "unconfigured" ? "none" : "sandbox")}
        </Fact>
        <Fact name={t("state")}>{t(`word.${status}`)}</Fact>
        <Fact name={t("field-map")}>
          {fieldMapFile ??
            (props.fieldMapFrom === "saved"
              ? t("saved-version", { version: props.fieldMapVersion })
              : t("built-in"))}{" "}
          <code className="font-mono text-xs text-ink-3" title={fieldMapHash}>
            {fieldMapHash.slice(0, 12)}
          </code>
        </Fact>
        <Fact name={t("last-read")}>
          {lastReadAt === null ? t("never-read") : <Instant iso={lastReadAt} />}
        </Fact>
        <Fact name={t("database-role.title")}>
          {t(`database-role.${props.databaseRole ?? "application"}`)}
        </Fact>
        <Fact name={t("variables")}>
          <ul className="grid gap-x-4 sm:grid-cols-[auto_auto]">
            {props.variables.map((variable) => (
              <Variable key={variable.name} {...variable} />
            ))}
          </ul>
        </Fact>
      </dl>
      {clockAheadSeconds !== null && (
        <Notice kind="warn" title={t("clock.title")} className="mt-3 px-4">
          {t(clockAheadSeconds > 0 ? "clock.ahead" : "clock.behind", {
            seconds: Math.abs(clockAheadSeconds),
          })}
        </Notice>
      )}
    </section>
  );
}

const ABOUT = {
  ok: "about",
  down: "about",
  unknown: "about",
  sandbox: "about-sandbox",
  unconfigured: "about-unconfigured",
} as const;

type VariableProps = ConnectionFactsProps["variables"][number];

/** Their values are never shown. */
function Variable({ name, isSet, isNeeded }: VariableProps) {
  const t = useTranslations("connection.variable");
  const isMissing = !isSet && isNeeded;
  return (
    <li className="flex flex-wrap items-center gap-x-1.5">
      <Icon
        name={isSet ? "check" : "minus"}
        className={classNames("size-3.5", isSet ? "text-matched" : "text-ink-3")}
      />
      <code className="font-mono text-xs">{name}</code>
      <span className={classNames("text-xs", isMissing ? "text-uncounted" : "text-ink-3")}>
        {t(isSet ? "set" : isNeeded ? "not-set" : "optional")}
      </span>
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-4 border-t border-rule py-1.5 last:border-b">
      <dt className="w-40 shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
