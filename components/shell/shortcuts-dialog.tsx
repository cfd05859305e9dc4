"use client";

/** Lists all shortcuts, with the switch that disables the single letters. */
import { useTranslations } from "next-intl";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import type { NavigationItem } from "./navigation";
import { setShortcutsEnabled, useShortcutsEnabled } from "./preferences";

/**
 * Each row has the keys as they are shown, in alternatives, and the key of its text in the
 * catalogue.
 */
const GROUPS = [
  {
    name: "everywhere",
    rows: [
      { keys: [["Ctrl", "K"]], does: "palette" },
      { keys: [["G", "T"]], does: "today" },
      { keys: [["G", "R"]], does: "reconcile" },
      { keys: [["G", "C"]], does: "count" },
      { keys: [["G", "V"]], does: "variances" },
      { keys: [["G", "A"]], does: "trail" },
      { keys: [["?"]], does: "keys" },
    ],
  },
  {
    name: "lines",
    rows: [
      { keys: [["/"]], does: "filter" },
      { keys: [["↑"], ["K"]], does: "up" },
      { keys: [["↓"], ["J"]], does: "down" },
      { keys: [["Enter"]], does: "open" },
      { keys: [["X"]], does: "select" },
      { keys: [["Esc"]], does: "back" },
    ],
  },
  {
    name: "day",
    rows: [
      { keys: [["["]], does: "day-before" },
      { keys: [["]"]], does: "day-after" },
      { keys: [["E"]], does: "explain" },
      { keys: [["C"]], does: "use-cause" },
      { keys: [["N"]], does: "note" },
    ],
  },
] as const;

type ShortcutsDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Only shortcuts to pages that the reader may open are listed. */
  navigation: NavigationItem[];
};

export function ShortcutsDialog({ open, onOpenChange, navigation }: ShortcutsDialogProps) {
  const t = useTranslations("shell.keys");
  const enabled = useShortcutsEnabled();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} wide>
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        {GROUPS.map((group) => (
          <section key={group.name}>
            <h3 className="pb-1 text-sm">{t(`groups.${group.name}`)}</h3>
            <dl className="border-t border-rule-strong">
              {group.rows
                .filter(({ keys }) => isAvailable(keys[0], navigation))
                .map(({ keys, does }) => (
                  <div
                    key={does}
                    className="flex items-center justify-between gap-4 border-b border-rule py-1 text-sm"
                  >
                    <dt>{t(`does.${does}`)}</dt>
                    <dd className="flex items-center gap-1 text-xs text-ink-3">
                      {keys.map((chord, index) => (
                        <span key={chord.join()} className="flex items-center gap-1">
                          {index > 0 && t("or")}
                          {chord.map((key) => (
                            <Kbd key={key}>{key}</Kbd>
                          ))}
                        </span>
                      ))}
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <Checkbox
        className="mt-5"
        label={t("wanted")}
        checked={enabled}
        onCheckedChange={setShortcutsEnabled}
      />
      <p className="text-xs text-ink-3">{t("hint")}</p>
    </Dialog>
  );
}

function isAvailable([first, second]: readonly string[], navigation: NavigationItem[]): boolean {
  return first !== "G" || navigation.some(({ key }) => key === second?.toLowerCase());
}
