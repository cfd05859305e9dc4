"use client";

/** Lists what finance asks about lines of the reader's centres; each is replied to in its place. */
import { useQuery } from "@tanstack/react-query";
import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { questionsQuery } from "@/lib/client/threads";
import type { LineAddress, Question } from "@/lib/contracts/thread";
import { formatBusinessDate } from "@/lib/domain/format";
import { Button } from "../ui/button";
import { lazyModule, useLazyModule } from "../ui/lazy/lazy-module";

const threadModule = lazyModule(() =>
  import("../thread/line-thread").then((module) => module.LineThread),
);

export function CounterQuestions({ initial }: { initial: Question[] }) {
  const t = useTranslations("today.counter");
  const { data } = useQuery(questionsQuery(initial));
  // A thread stays open after the reply, so that its author sees that it was sent.
  const [opened, setOpened] = useState<readonly Question[]>([]);
  const rest = data.filter((question) => !opened.some((one) => idOf(one) === idOf(question)));
  const questions = [...opened, ...rest];
  if (questions.length === 0) return null;
  return (
    <section aria-labelledby="questions" className="max-w-[820px] px-edge pb-6">
      <h2 id="questions" className="border-b border-ink pb-1">
        {t("questions")}
      </h2>
      <ul>
        {questions.map((question) => (
          <QuestionItem
            key={idOf(question)}
            question={question}
            open={opened.includes(question)}
            onOpen={() => setOpened([...opened, question])}
          />
        ))}
      </ul>
    </section>
  );
}

type QuestionItemProps = { question: Question; open: boolean; onOpen: () => void };

function QuestionItem({ question, open, onOpen }: QuestionItemProps) {
  const t = useTranslations("today.counter");
  const line = useLineName(question);
  const { module: LineThread } = useLazyModule(threadModule, open);
  return (
    <li className="grid gap-2 border-b border-rule py-3">
      <p className="text-sm text-ink-2">{t("asks", { by: question.by, line })}</p>
      {open && LineThread !== null ? (
        <LineThread line={addressOf(question)} />
      ) : (
        <>
          <p className="break-words whitespace-pre-wrap">{question.text}</p>
          <Button
            kind="do"
            className="h-11 justify-self-start max-sm:w-full"
            aria-label={`${t("reply")}: ${line}`}
            onClick={onOpen}
          >
            {t("reply")}
          </Button>
        </>
      )}
    </li>
  );
}

function useLineName(question: Question): string {
  const t = useTranslations("today.counter");
  const language = useLocale();
  const { centreName, date, shiftId, shiftName, tillId, tillName, tenderId, tenderName } = question;
  const till = t("till", {
    shift: shiftName ?? t("shift-id", { id: shiftId }),
    till: tillName ?? t("till-id", { id: tillId }),
  });
  const day = formatBusinessDate(date, language, "short");
  return `${centreName}, ${day}, ${till}, ${tenderName ?? tenderId}`;
}

function addressOf({ centreId, date, shiftId, tillId, tenderId }: Question): LineAddress {
  return { centreId, date, shiftId, tillId, tenderId };
}

function idOf({ centreId, date, shiftId, tillId, tenderId }: Question): string {
  return [centreId, date, shiftId, tillId, tenderId].join(" ");
}
