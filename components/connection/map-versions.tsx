"use client";

/** The versions of the field map; an older one is restored as a new one. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { saveFieldMap } from "@/lib/client/connection";
import type { FieldMapList } from "@/lib/contracts/field-map-trial";
import { Button } from "../ui/button";
import { Instant } from "../ui/instant";
import { ProblemNotice } from "../ui/problem-notice";

export function MapVersions({ maps }: { maps: FieldMapList }) {
  const t = useTranslations("field-map.versions");
  const queryClient = useQueryClient();
  const restore = useMutation({
    mutationFn: saveFieldMap,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["cashrec"] }),
  });
  const { versions, latestVersion, from } = maps;
  return (
    <section className="min-w-0" aria-labelledby="map-versions">
      <h2 id="map-versions">{t("title")}</h2>
      <p className="text-ink-2">{t(`from-${from}`, { version: latestVersion })}</p>
      <ProblemNotice error={restore.error} className="mt-2 px-4" />
      {versions.length > 0 && (
        <table className="mt-2 w-full text-sm">
          <caption className="sr-only">{t("title")}</caption>
          <thead>
            <tr className="border-b border-rule-strong text-left text-xs text-ink-2">
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {t("version")}
              </th>
              <th scope="col" className="py-1.5 pr-3 font-medium">
                {t("saved")}
              </th>
              <th scope="col" className="py-1.5">
                <span className="sr-only">{t("restore")}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {versions.map(({ version, map, savedBy, savedAt, note }) => (
              <tr key={version} className="border-b border-rule align-top">
                <th scope="row" className="py-2 pr-3 text-left font-medium">
                  {version}
                </th>
                <td className="py-2 pr-3">
                  <Instant iso={savedAt} />, {savedBy}
                  {note !== null && <span className="block text-ink-2">{note}</span>}
                </td>
                <td className="py-1 text-right">
                  {version === latestVersion ? (
                    <span className="text-xs text-ink-3">{t("latest")}</span>
                  ) : (
                    <Button
                      aria-label={t("restore-version", { version })}
                      disabled={restore.isPending}
                      onClick={() =>
                        restore.mutate({
                          expectedVersion: latestVersion,
                          map,
                          note: t("restored", { version }),
                        })
                      }
                    >
                      {t("restore")}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
