"use client";

/** One choice of the field map: where a field is found, why and how sure that is, its editor. */
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { MapChoice } from "@/lib/contracts/field-map-trial";
import { Button } from "../ui/button";
import { classNames } from "../ui/class-names";
import { Field } from "../ui/field";
import { Input, Select } from "../ui/input";
import { isSetting, SETTING_VALUES } from "./edit-map";
import { useFieldName } from "./use-field-names";
import { useChoiceReason } from "./use-reason-text";

type MapRowProps = {
  choice: MapChoice;
  /** The locator as text; null where the map leaves it to what is built in. */
  text: string | null;
  /** Where it stands in the response; empty when it was not found there. */
  paths: readonly string[];
  isChanged: boolean;
  isOpen: boolean;
  onOpen: (isOpen: boolean) => void;
  onChange: (text: string) => boolean;
};

export function MapRow(props: MapRowProps) {
  const { choice, text, paths, isChanged, isOpen, onOpen } = props;
  const t = useTranslations("field-map");
  const name = useFieldName()(choice.field);
  const reasonText = useChoiceReason();
  const editorId = useId();
  const shown = paths[0] ?? text ?? choice.alias;
  const isValue = shown !== null && isSettingValue(choice.field, shown);
  return (
    <>
      <tr className={classNames("border-b border-rule align-top", isOpen && "bg-selected")}>
        <th scope="row" className="w-32 py-1.5 pr-2 text-left font-medium">
          {name}
        </th>
        <td className="py-1.5 pr-2">
          {shown !== null && shown !== "" && (
            <code className="font-mono text-xs break-all">
              {isValue ? t(valueKey(choice.field, shown)) : shown}
            </code>
          )}
          <span className="block text-xs text-ink-3">
            {isChanged ? t("reason.changed") : reasonText(choice.reason)}
          </span>
        </td>
        <td className="py-1.5 pr-2 whitespace-nowrap max-sm:hidden">
          {!isChanged && choice.alias !== null && <Confidence share={choice.confidence} />}
        </td>
        <td className="py-1 text-right">
          <Button
            aria-expanded={isOpen}
            aria-controls={editorId}
            aria-label={t("change-of", { field: name })}
            onClick={() => onOpen(!isOpen)}
          >
            {t("change")}
          </Button>
        </td>
      </tr>
      {isOpen && (
        <tr className="border-b border-rule bg-selected">
          <td colSpan={4} className="px-1 pb-3" id={editorId}>
            <Editor {...props} name={name} />
          </td>
        </tr>
      )}
    </>
  );
}

const SURE_FROM = 0.75;

function Confidence({ share }: { share: number }) {
  const percent = Math.round(share * 100);
  const isSure = share >= SURE_FROM;
  return (
    <span className="inline-flex items-center gap-2 text-xs">
      <svg width="44" height="8" viewBox="0 0 44 8" aria-hidden="true">
        <rect width="44" height="8" className="fill-rule" />
        <rect
          width={(44 * percent) / 100}
          height="8"
          className={isSure ? "fill-accent" : "fill-uncounted"}
        />
      </svg>
      <span className={isSure ? "" : "font-semibold text-uncounted"}>{percent} %</span>
    </span>
  );
}

function Editor({ choice, text, name, onChange, onOpen }: MapRowProps & { name: string }) {
  const t = useTranslations("field-map");
  const reasonText = useChoiceReason();
  const current = text ?? choice.alias ?? "";
  const [typed, setTyped] = useState(current);
  const [isWrong, setWrong] = useState(false);
  const { field, alternatives } = choice;
  const take = (value: string) => {
    setTyped(value);
    setWrong(!onChange(value));
  };
  if (isSetting(field)) {
    return (
      <Field label={name} className="max-w-80">
        {(props) => (
          <Select {...props} value={current} onChange={(event) => take(event.target.value)}>
            {SETTING_VALUES[field].map((value) => (
              <option key={value} value={value}>
                {t(valueKey(field, value))}
              </option>
            ))}
          </Select>
        )}
      </Field>
    );
  }
  return (
    <div className="grid gap-2">
      {alternatives.length > 0 && (
        <fieldset className="grid gap-1">
          <legend className="text-xs text-ink-2">{t("alternatives")}</legend>
          {[{ ...choice, alias: choice.alias ?? "" }, ...alternatives].map((each) => (
            <label
              key={each.alias}
              className="flex min-h-6 items-center gap-2 text-sm max-sm:min-h-11"
            >
              <input
                type="radio"
                name={`choice-${field}`}
                className="size-4 accent-accent"
                checked={typed === each.alias}
                onChange={() => take(each.alias)}
              />
              <code className="font-mono text-xs break-all">{each.alias || t("nothing")}</code>
              <span className="text-xs text-ink-3">{reasonText(each.reason)}</span>
            </label>
          ))}
        </fieldset>
      )}
      <div className="flex flex-wrap items-start gap-2">
        <Field
          label={t("path")}
          hint={t("path-hint")}
          error={isWrong ? t("path-wrong") : null}
          className="min-w-0 flex-1"
        >
          {(props) => (
            <Input
              {...props}
              value={typed}
              spellCheck={false}
              autoComplete="off"
              className="font-mono"
              onChange={(event) => take(event.target.value)}
            />
          )}
        </Field>
        <Button className="mt-5" onClick={() => onOpen(false)}>
          {t("done")}
        </Button>
      </div>
    </div>
  );
}

/** Keys of messages can't be empty or have marks. */
const OPTION_KEYS: Partial<Record<string, string>> = { "": "any", ".": "point", ",": "comma" };

function valueKey(field: string, value: string): string {
  return `value.${field}_${OPTION_KEYS[value] ?? value}`;
}

function isSettingValue(field: string, value: string): boolean {
  return isSetting(field) && SETTING_VALUES[field].some((each) => each === value);
}
