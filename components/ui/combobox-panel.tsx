"use client";

/**
 * Shows the search, groups and checkboxes of a combobox. However many options there are, only the
 * first matches are drawn.
 */
import { Command } from "cmdk";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import {
  matchOptions,
  type Option,
  type ServerSearch,
  toggle,
  toggleAll,
} from "./combobox-options";
import { classNames } from "./class-names";
import { Icon } from "./icon";
import type { AnchoredOverlayProps } from "./lazy-overlay";
import { PopoverPanel } from "./popover-panel";

type ComboboxPanelProps = AnchoredOverlayProps & {
  label: string;
  options: Option[];
  selected: string[];
  onChange: (selected: string[]) => void;
  all?: string | undefined;
  isSingle?: boolean | undefined;
  search?: ServerSearch | undefined;
};

const SHOWN_MAX = 200;
const GROUP =
  "[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-0.5 " +
  "[&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-3";
const ROW =
  "flex min-h-11 cursor-pointer items-center gap-2 rounded-sm px-2 text-sm data-[selected=true]:bg-hover sm:min-h-8";

export function ComboboxPanel(props: ComboboxPanelProps) {
  const { label, options, selected, all, isSingle = false, search: server, ...overlay } = props;
  const t = useTranslations("ui");
  const [search, setSearch] = useState("");
  const onType = server?.onType;
  useEffect(() => onType?.(search), [onType, search]);
  const matches = server === undefined ? matchOptions(options, search) : options;
  const shown = matches.slice(0, SHOWN_MAX);
  const hidden = (server?.more ?? 0) + matches.length - shown.length;
  const [active, setActive] = useState("");
  const [first] = shown;
  const isGone = !shown.some((option) => rowOf(option) === active);
  // What the server finds arrives after the list has marked its first row.
  const marked = search !== "" && isGone && first !== undefined ? rowOf(first) : active;
  const onChange = (values: string[]) => {
    props.onChange(values);
    if (isSingle) overlay.onOpenChange(false);
  };
  const groups = [...new Set(shown.map(({ group }) => group ?? ""))];
  return (
    <PopoverPanel {...overlay} label={label} className="w-80 max-w-[calc(100vw-16px)] p-0">
      <Command
        shouldFilter={false}
        label={label}
        loop
        {...(server === undefined ? {} : { value: marked, onValueChange: setActive })}
      >
        <SearchField label={label} value={search} onChange={setSearch} />
        <Command.List
          className="max-h-[min(360px,50dvh)] overflow-y-auto p-1"
          aria-multiselectable={!isSingle}
          aria-busy={server?.more === null}
        >
          {all !== undefined && search === "" && (
            <Row
              value="all:"
              checked={selected.length === 0}
              label={all}
              onSelect={() => onChange([])}
            />
          )}
          {groups.map((group) => {
            const members = shown.filter((option) => (option.group ?? "") === group);
            const values = matches.filter((one) => (one.group ?? "") === group);
            return (
              <Command.Group
                key={group}
                heading={group === "" ? undefined : group}
                className={GROUP}
              >
                {group !== "" && members.length > 1 && !isSingle && server === undefined && (
                  <Row
                    value={`group:${group}`}
                    checked={values.every(({ value }) => selected.includes(value))}
                    label={t("all-of-group", { group, count: values.length })}
                    onSelect={() => onChange(toggleAll(selected, values))}
                  />
                )}
                {members.map((option) => (
                  <Row
                    key={option.value}
                    value={rowOf(option)}
                    isSingle={isSingle}
                    checked={selected.includes(option.value)}
                    label={option.label}
                    hint={option.hint}
                    level={search === "" ? option.level : undefined}
                    onSelect={() =>
                      onChange(isSingle ? [option.value] : toggle(selected, option.value))
                    }
                  />
                ))}
              </Command.Group>
            );
          })}
          {server?.more === null && <Command.Loading>{t("searching")}</Command.Loading>}
          {matches.length === 0 && server?.more !== null && (
            <p className="px-2 py-3 text-sm text-ink-2">{t("no-match", { search })}</p>
          )}
          {hidden > 0 && (
            <p className="px-2 py-2 text-xs text-ink-3">{t("more-matches", { count: hidden })}</p>
          )}
        </Command.List>
      </Command>
    </PopoverPanel>
  );
}

type SearchFieldProps = { label: string; value: string; onChange: (text: string) => void };

function SearchField({ label, value, onChange }: SearchFieldProps) {
  const t = useTranslations("ui");
  return (
    <div className="flex items-center gap-2 border-b border-rule px-3">
      <Icon name="search" className="size-4 text-ink-3" />
      <Command.Input
        value={value}
        onValueChange={onChange}
        placeholder={t("search")}
        aria-label={t("search-in", { label })}
        className="h-11 w-full bg-transparent text-md outline-none sm:h-9 sm:text-sm"
      />
    </div>
  );
}

function rowOf({ value }: Option): string {
  return `option:${value}`;
}

type RowProps = {
  value: string;
  checked: boolean;
  label: string;
  hint?: string | undefined;
  level?: number | undefined;
  isSingle?: boolean;
  onSelect: () => void;
};

function Row({ value, checked, label, hint, level = 0, isSingle = false, onSelect }: RowProps) {
  return (
    <Command.Item value={value} onSelect={onSelect} aria-checked={checked} className={ROW}>
      {Array.from({ length: level }, (_, at) => (
        // The page's policy refuses a style in served HTML, so that each level has its own space.
        <span key={at} aria-hidden="true" className="-mr-2 w-4.5 shrink-0" />
      ))}
      <span
        className={
          checked
            ? "grid size-4 shrink-0 place-items-center rounded-sm bg-accent text-sheet"
            : classNames(
                "size-4 shrink-0 rounded-sm",
                !isSingle && "border-[1.5px] border-rule-strong",
              )
        }
      >
        {checked && <Icon name="check" className="size-3" />}
      </span>
      <span className="min-w-0 truncate">{label}</span>
      {hint !== undefined && (
        <span className="ml-auto text-xs whitespace-nowrap text-ink-3">{hint}</span>
      )}
    </Command.Item>
  );
}
