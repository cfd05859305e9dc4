"use client";

/** Lists all shortcuts, with the switch that disables the single letters. */
import { useTranslations } from "next-intl";
import { Checkbox } from "../ui/checkbox";
import { Dialog } from "../ui/dialog";
import { Kbd } from "../ui/kbd";
import type { NavigationItem } from "./navigation";
import { setShortcutsEnabled, useShortcutsEnabled } from "./preferences";
import { SHORTCUT_GROUPS } from "./shortcut-list";

type ShortcutsDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  /** Only shortcuts to pages that the reader may open are listed. */
  navigation: NavigationItem[];
};

export function ShortcutsDialog({ open, onOpenChange, navigation }: ShortcutsDialogProps) {
  const t = useTranslations("keys");
  const enabled = useShortcutsEnabled();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t("title")} wide>
      <div className="grid gap-x-10 gap-y-5 sm:grid-cols-2">
        {SHORTCUT_GROUPS.map((group) => (
          <section key={group.name}>
            <h3 className="pb-1 text-sm">{t(`groups.${group.name}`)}</h3>
            <dl className="border-t border-rule-strong">
              {group.rows
                .filter(({ shown }) => isAvailable(shown[0], navigation))
                .map(({ shown, does }) => (
                  <div
                    key={does}
                    className="flex items-center justify-between gap-4 border-b border-rule py-1 text-sm"
                  >
                    <dt>{t(`does.${does}`)}</dt>
                    <dd className="flex items-center gap-1 text-xs text-ink-3">
                      {shown.map((chord, index) => (
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
