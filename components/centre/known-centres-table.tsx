"use client";

/** Lists the centres that Cashrec responds about, with a checkbox for each that can be added. */
import { useLocale, useTranslations } from "next-intl";
import type { KnownCentres } from "@/lib/contracts/known-centres";
import { formatBusinessDate } from "@/lib/domain/format";
import { Checkbox } from "../ui/checkbox";
import { Input } from "../ui/input";

type Known = KnownCentres["centres"][number];

/** A centre without a sheet in these days can be added too: it may be closed just now. */
export function listAddable(centres: readonly Known[]): Known[] {
  return centres.filter(({ isAdded, state }) => !isAdded && state !== "refused");
}

type KnownCentresTableProps = {
  centres: readonly Known[];
  chosen: readonly string[];
  names: Readonly<Record<string, string>>;
  onChoose: (ids: readonly string[]) => void;
  onName: (names: Readonly<Record<string, string>>) => void;
};

export function KnownCentresTable(props: KnownCentresTableProps) {
  const { centres, chosen, names, onChoose, onName } = props;
  const t = useTranslations("centre");
  const language = useLocale();
  const addable = listAddable(centres).map(({ id }) => id);
  const isAll = addable.length > 0 && addable.every((id) => chosen.includes(id));
  const stateOf = ({ isAdded, state, newestDate }: Known) => {
    if (isAdded) return t("known.states.added");
    if (state !== "sheet") return t(`known.states.${state}`);
    const date = newestDate === null ? "" : formatBusinessDate(newestDate, language, "short");
    return t("known.states.sheet", { date });
  };
  return (
    <div>
      <Checkbox
        label={t("known.all")}
        checked={isAll ? true : chosen.length > 0 ? "indeterminate" : false}
        disabled={addable.length === 0}
        onCheckedChange={(checked) => onChoose(checked ? addable : [])}
      />
      <div
        className="max-h-80 overflow-y-auto"
        role="region"
        tabIndex={0}
        aria-label={t("known.caption")}
      >
        <table className="ledger">
          <caption className="sr-only">{t("known.caption")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("id")}</th>
              <th scope="col">{t("name")}</th>
              <th scope="col">{t("known.state")}</th>
            </tr>
          </thead>
          <tbody>
            {centres.map((centre) => (
              <tr key={centre.id}>
                <th scope="row">
                  {addable.includes(centre.id) ? (
                    <Checkbox
                      label={centre.id}
                      aria-label={t("known.one", { name: centre.name ?? centre.id })}
                      checked={chosen.includes(centre.id)}
                      onCheckedChange={(checked) =>
                        onChoose(
                          checked
                            ? [...chosen, centre.id]
                            : chosen.filter((id) => id !== centre.id),
                        )
                      }
                    />
                  ) : (
                    centre.id
                  )}
                </th>
                <td className="py-1">
                  {addable.includes(centre.id) ? (
                    <Input
                      aria-label={t("known.name-of", { id: centre.id })}
                      value={names[centre.id] ?? centre.name ?? centre.id}
                      maxLength={120}
                      onChange={({ target }) => onName({ ...names, [centre.id]: target.value })}
                    />
                  ) : (
                    (centre.name ?? "")
                  )}
                </td>
                <td>{stateOf(centre)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
