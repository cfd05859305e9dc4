"use client";

/** Edits one level of a rule: its limit for short and over together, or one for each. */
import { useLocale, useTranslations } from "next-intl";
import { formatMoney } from "@/lib/domain/format";
import { minor } from "@/lib/domain/money";
import { readTypedMoney } from "@/lib/domain/till-count/typed-amount";
import type { Limit } from "@/lib/domain/tolerance/tolerance";
import {
  listAmountSteps,
  formatPercent,
  type LevelName,
  type Levels,
  readPercent,
  SHARE_STEPS,
  withLimit,
} from "@/lib/domain/tolerance/draft";
import { type Side, SIDES, unorderedSides } from "@/lib/domain/tolerance/scope";
import { Icon } from "../ui/icon";
import { ToleranceSlider } from "./tolerance-slider";

type LevelFieldsProps = {
  level: LevelName;
  levels: Levels;
  isLinked: boolean;
  currency: string;
  onChange: (levels: Levels) => void;
};

export function LevelFields({ level, levels, isLinked, currency, onChange }: LevelFieldsProps) {
  const t = useTranslations("tolerance.form");
  const isWrong = level === "approve" && unorderedSides(levels).length > 0;
  const limit = (side: Side | null) => (
    <LimitFields
      name={side === null ? t(level) : t(`${level}-${side}`)}
      limit={levels[level][side ?? "short"]}
      currency={currency}
      onChange={(next) => onChange(withLimit(levels, { level, side }, next))}
    />
  );
  return (
    <fieldset className="min-w-0 border-t border-rule pt-2">
      <legend className="float-left mb-1 w-full font-semibold">{t(level)}</legend>
      <p className="clear-both mb-2 text-xs text-ink-3">{t(`${level}-hint`)}</p>
      {isLinked ? (
        limit(null)
      ) : (
        <div className="grid gap-x-8 gap-y-3 sm:grid-cols-2">
          {SIDES.map((side) => (
            <div key={side}>
              <p className="mb-1 text-xs font-medium">{t(side)}</p>
              {limit(side)}
            </div>
          ))}
        </div>
      )}
      {isWrong && (
        <p role="alert" className="mt-1 flex gap-1 text-xs">
          <Icon name="warn" className="size-4 text-uncounted" />
          {t("unordered")}
        </p>
      )}
    </fieldset>
  );
}

type LimitFieldsProps = {
  name: string;
  limit: Limit;
  currency: string;
  onChange: (limit: Limit) => void;
};

function LimitFields({ name, limit, currency, onChange }: LimitFieldsProps) {
  const t = useTranslations("tolerance.form");
  const language = useLocale();
  const readAmount = (text: string) => {
    const typed = readTypedMoney(text, language, currency);
    return typed.ok && typed.amount >= 0 ? typed.amount : null;
  };
  return (
    <div className="grid gap-2">
      <ToleranceSlider
        label={t("amount", { currency })}
        sliderLabel={t("slider-amount", { name })}
        value={limit.amount}
        steps={listAmountSteps(currency)}
        format={(value) => formatMoney(value, currency, language)}
        parse={readAmount}
        wrong={t("amount-wrong")}
        onChange={(value) => onChange({ ...limit, amount: minor(value) })}
      />
      <ToleranceSlider
        label={t("share")}
        sliderLabel={t("slider-share", { name })}
        value={limit.ppm}
        steps={SHARE_STEPS}
        format={(value) => formatPercent(value, language)}
        parse={readPercent}
        wrong={t("share-wrong")}
        onChange={(ppm) => onChange({ ...limit, ppm })}
      />
    </div>
  );
}
