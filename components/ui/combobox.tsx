"use client";

/**
 * Chooses several of many: a button shows what is chosen, and opens a search, groups and
 * checkboxes.
 */
import { useTranslations } from "next-intl";
import { Button } from "./button";
import type { Option, ServerSearch } from "./combobox-options";
import { Icon } from "./icon";
import { lazyOverlay, OverlayTrigger } from "./lazy-overlay";

type ComboboxProps = {
  /** It names the button and the list. */
  label: string;
  options: Option[];
  /** These are the chosen values; none means all when `all` is given. */
  selected: string[];
  onChange: (selected: string[]) => void;
  /** This text means "no choice, so everything", such as "All mine". */
  all?: string;
  /** What the button shows, where the options may lack what is chosen. */
  summary?: string;
  /** One value is chosen, which closes the list. */
  isSingle?: boolean;
  /** Where it is, `options` are what the server found for the typed text. */
  search?: ServerSearch | undefined;
  id?: string;
  className?: string;
};

const Panel = lazyOverlay(() => import("./combobox-panel").then((panel) => panel.ComboboxPanel));

export function Combobox({ id, className, summary: given, ...choice }: ComboboxProps) {
  const { label, options, selected, all } = choice;
  const t = useTranslations("ui");
  const only = options.find(({ value }) => selected.length === 1 && value === selected[0]);
  const usual =
    selected.length === 0
      ? (all ?? t("none-chosen"))
      : (only?.label ?? t("chosen", { count: selected.length }));
  const summary = given ?? usual;
  return (
    <OverlayTrigger
      popup="dialog"
      id={id}
      prefetch={Panel.prefetch}
      trigger={(props) => (
        <Button {...props} aria-label={`${label}: ${summary}`} className={className}>
          <span className="truncate">{summary}</span>
          <Icon name="chevron-down" className="ml-auto size-3.5" />
        </Button>
      )}
    >
      {(overlay) => <Panel {...overlay} {...choice} />}
    </OverlayTrigger>
  );
}
