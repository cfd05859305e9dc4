/** Shows where the connection leads and which field map reads its responses. */
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";

type ConnectionFactsProps = {
  status: "ok" | "down" | "sandbox" | "unconfigured" | "unknown";
  host: string | null;
  fieldMapFile: string | null;
  fieldMapHash: string;
  variables: readonly string[];
};

export function ConnectionFacts(props: ConnectionFactsProps) {
  const { status, host, fieldMapFile, fieldMapHash, variables } = props;
  const t = useTranslations("connection");
  return (
    <section className="px-edge pt-5" aria-labelledby="connection-facts">
      <h2 id="connection-facts">{t("title")}</h2>
      <p className="max-w-[70ch] text-ink-2">{t(ABOUT[status])}</p>
      {status === "unconfigured" && (
        <ul className="mt-2">
          {variables.map((name) => (
            <li key={name}>
              <code className="font-mono text-sm">{name}</code>
            </li>
          ))}
        </ul>
      )}
      <dl className="mt-3 max-w-[70ch]">
        <Fact name={t("upstream")}>
          {host ?? t(status === "unconfigured" ? "none" : "sandbox")}
        </Fact>
        <Fact name={t("state")}>{t(`word.${status}`)}</Fact>
        <Fact name={t("field-map")}>
          {fieldMapFile ?? t("built-in")}{" "}
          <code className="font-mono text-xs text-ink-3" title={fieldMapHash}>
            {fieldMapHash.slice(0, 12)}
          </code>
        </Fact>
      </dl>
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

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap gap-x-4 border-t border-rule py-1.5 last:border-b">
      <dt className="w-40 shrink-0 text-ink-3">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </div>
  );
}
