"use client";

/** Shows the tills of one day: all of them, one of them, or one tender of one of them. */
import { useLocale, useTranslations } from "next-intl";
import { isApiError } from "@/lib/client/http";
import { SPOT } from "@/lib/client/till-counts-draft";
import type { CountSheet } from "@/lib/contracts/till-count";
import { formatBusinessDate } from "@/lib/domain/format";
import { EmptyState } from "../ui/empty-state";
import { useProblemText } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { AddLine } from "./add-line";
import { type AddedLine, findTill } from "./added-lines";
import type { CountShift } from "./count-text";
import { HandOverScreen } from "./hand-over-screen";
import { PadScreen } from "./pad-screen";
import { ShiftList } from "./shift-list";
import { HAND_OVER } from "./till-event-rows";
import { TillView } from "./till-view";
import type { CountLocation, GoTo } from "./use-count-location";
import type { CountScreenState } from "./use-count-screen";
import { useCountItems } from "./use-count-items";

type TillsProps = {
  /** It includes the lines that were added on this device. */
  sheet: CountSheet;
  /**
   * It tells why the sheet could not be read again, so that an older one is shown; it is null when
   * it could.
   */
  error: unknown;
  location: CountLocation;
  mayRecord: boolean;
  counter: string;
  screen: CountScreenState;
  onAdd: (line: AddedLine) => void;
  onGo: GoTo;
};

export function Tills(props: TillsProps) {
  const { sheet, error, location, mayRecord, screen, onAdd, onGo } = props;
  const t = useTranslations("till-count");
  const open = sheet.state === "open";
  const chosen = findTill(sheet, location);
  return (
    <>
      {error !== null && <StaleNotice error={error} />}
      {!open && (
        <Notice kind="info" title={t(`day-state.${sheet.state}`)}>
          {t("day-not-open-hint")}
        </Notice>
      )}
      {chosen === undefined && location.till !== "" && (
        <Notice kind="warn" title={t("no-such-till", location)}>
          {t("no-such-till-hint")}
        </Notice>
      )}
      {chosen === undefined ? (
        <AllTills {...{ sheet, mayRecord, screen }} onGo={onGo} />
      ) : (
        <OneTill
          key={`${location.shift} ${location.till}`}
          {...props}
          {...{ sheet }}
          shift={chosen}
        />
      )}
      {open && mayRecord && location.tender === "" && <AddLine {...{ sheet, chosen, onAdd }} />}
    </>
  );
}

function StaleNotice({ error }: { error: unknown }) {
  const t = useTranslations("till-count");
  const problem = useProblemText(error);
  const isOffline = isApiError(error) && error.problem.status === 0;
  return (
    <Notice kind="warn" title={isOffline ? t("offline") : problem.title}>
      {t(isOffline ? "offline-hint" : "read-before")}
    </Notice>
  );
}

type AllTillsProps = Pick<TillsProps, "sheet" | "mayRecord" | "screen" | "onGo">;

function AllTills({ sheet, mayRecord, screen, onGo }: AllTillsProps) {
  const t = useTranslations("till-count");
  const language = useLocale();
  if (sheet.shifts.length === 0) {
    return (
      <EmptyState title={t("no-tills")} hint={t(mayRecord ? "no-tills-hint" : "no-tills-read")} />
    );
  }
  return (
    <>
      {sheet.shapeFrom !== null && (
        <p className="px-edge pb-3 text-xs text-ink-2">
          {t("shape-from", { date: formatBusinessDate(sheet.shapeFrom, language, "short") })}
        </p>
      )}
      <ShiftList {...{ sheet, screen, onGo }} />
    </>
  );
}

function OneTill(props: TillsProps & { shift: CountShift }) {
  const { sheet, shift, location, mayRecord, counter, screen, onGo } = props;
  const entries = useCountItems(sheet, shift);
  const entry = entries.find(({ id }) => id === location.tender);
  const editable = sheet.state === "open" && mayRecord;
  const pad = entries.find(({ id }) => id === SPOT);
  if (location.tender === HAND_OVER && pad !== undefined) {
    return (
      <HandOverScreen
        {...{ sheet, shift, pad, editable, counter }}
        onBack={() => onGo({ tender: "" })}
      />
    );
  }
  if (entry === undefined) {
    return (
      <TillView
        {...{ sheet, shift, entries, editable, screen }}
        onOpen={(tender) => onGo({ tender })}
        onBack={() => onGo({ shift: "", till: "" })}
      />
    );
  }
  return (
    <PadScreen
      key={entry.id}
      {...{ sheet, shift, entry, editable, counter, screen }}
      onBack={() => onGo({ tender: "" })}
    />
  );
}
