"use client";

/** The tills of one day: all of them, one of them, or one tender of one of them. */
import { useLocale, useTranslations } from "next-intl";
import { isApiError } from "@/lib/client/http";
import type { CountSheet } from "@/lib/contracts/till-count";
import { formatBusinessDate } from "@/lib/domain/format";
import { EmptyState } from "../ui/empty-state";
import { useProblemText } from "../ui/error-state";
import { Notice } from "../ui/notice";
import { AddLine } from "./add-line";
import { type AddedLine, tillAt } from "./added-lines";
import type { CountShift } from "./count-text";
import { PadScreen } from "./pad-screen";
import { ShiftList } from "./shift-list";
import { TillView } from "./till-view";
import type { CountPlace, GoTo } from "./use-count-location";
import type { Counting } from "./use-count-screen";
import { useSubjects } from "./use-count-items";

type TillsProps = {
  /** With the lines that were added on this device. */
  sheet: CountSheet;
  /** Why it could not be read again, so that it is what was there before; null: it could. */
  trouble: unknown;
  place: CountPlace;
  mayRecord: boolean;
  counter: string;
  counting: Counting;
  onAdd: (line: AddedLine) => void;
  onGo: GoTo;
};

export function Tills(props: TillsProps) {
  const { sheet, trouble, place, mayRecord, counting, onAdd, onGo } = props;
  const t = useTranslations("till-count");
  const open = sheet.state === "open";
  const chosen = tillAt(sheet, place);
  return (
    <>
      {trouble !== null && <ReadBefore trouble={trouble} />}
      {!open && (
        <Notice kind="info" title={t(`day-state.${sheet.state}`)}>
          {t("day-not-open-hint")}
        </Notice>
      )}
      {chosen === undefined && place.till !== "" && (
        <Notice kind="warn" title={t("no-such-till", place)}>
          {t("no-such-till-hint")}
        </Notice>
      )}
      {chosen === undefined ? (
        <AllTills {...{ sheet, mayRecord, counting }} onGo={onGo} />
      ) : (
        <OneTill key={`${place.shift} ${place.till}`} {...props} {...{ sheet }} shift={chosen} />
      )}
      {open && mayRecord && place.tender === "" && <AddLine {...{ sheet, chosen, onAdd }} />}
    </>
  );
}

function ReadBefore({ trouble }: { trouble: unknown }) {
  const t = useTranslations("till-count");
  const problem = useProblemText(trouble);
  const isOffline = isApiError(trouble) && trouble.problem.status === 0;
  return (
    <Notice kind="warn" title={isOffline ? t("offline") : problem.title}>
      {t(isOffline ? "offline-hint" : "read-before")}
    </Notice>
  );
}

type AllTillsProps = Pick<TillsProps, "sheet" | "mayRecord" | "counting" | "onGo">;

function AllTills({ sheet, mayRecord, counting, onGo }: AllTillsProps) {
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
      <ShiftList {...{ sheet, counting, onGo }} />
    </>
  );
}

function OneTill(props: TillsProps & { shift: CountShift }) {
  const { sheet, shift, place, mayRecord, counter, counting, onGo } = props;
  const subjects = useSubjects(sheet, shift);
  const subject = subjects.find(({ id }) => id === place.tender);
  const editable = sheet.state === "open" && mayRecord;
  if (subject === undefined) {
    return (
      <TillView
        {...{ sheet, shift, subjects, editable, counting }}
        onOpen={(tender) => onGo({ tender })}
        onBack={() => onGo({ shift: "", till: "" })}
      />
    );
  }
  return (
    <PadScreen
      key={subject.id}
      {...{ sheet, shift, subject, editable, counter, counting }}
      onBack={() => onGo({ tender: "" })}
    />
  );
}
