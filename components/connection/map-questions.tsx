"use client";

/** Asks what the responses leave open, and saves the map once nothing is. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { useState } from "react";
import { saveFieldMap } from "@/lib/client/connection";
import type { FieldMapList, TrialResult } from "@/lib/contracts/field-map-trial";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Field } from "../ui/field";
import { Icon } from "../ui/icon";
import { Input } from "../ui/input";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";
import { listOpenItems, listProblems, type OpenItem } from "./open-items";
import { useFieldName } from "./use-field-names";
import type { Draft } from "./use-trial";

type MapQuestionsProps = {
  draft: Draft;
  result: TrialResult;
  maps: FieldMapList;
  isTrying: boolean;
  onChange: (field: string, text: string) => boolean;
};

export function MapQuestions({ draft, result, maps, isTrying, onChange }: MapQuestionsProps) {
  const t = useTranslations("field-map.save");
  const questions = useTranslations("connection");
  const queryClient = useQueryClient();
  const [accepted, setAccepted] = useState<ReadonlySet<string>>(new Set());
  const [note, setNote] = useState("");
  const save = useMutation({
    mutationFn: saveFieldMap,
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["cashrec"] }),
  });
  const items = listOpenItems(draft, result);
  const open = items.filter(({ key }) => !accepted.has(key));
  const problems = listProblems(result);
  const isReadable = problems.length === 0 && result.lines.length > 0;
  const isNew = draft.isChanged || draft.basis === "proposed" || items.length > 0;
  const accept = (key: string, isAccepted: boolean) => {
    const next = new Set(accepted);
    if (isAccepted) next.add(key);
    else next.delete(key);
    setAccepted(next);
  };
  const onSave = () =>
    save.mutate({
      expectedVersion: maps.latestVersion,
      map: draft.map,
      note: note.trim() === "" ? null : note.trim(),
      acceptedQuestions: items.flatMap((item) =>
        item.from === "response" && accepted.has(item.key) ? [item.question.id] : [],
      ),
    });
  if (save.isSuccess && save.variables.map === draft.map) {
    return (
      <Notice kind="info" title={t("saved", save.data)} className="mt-3 px-4">
        {maps.from === "file" ? (
          t("file-overrides")
        ) : (
          <Link prefetch={false} href="/reconciliations">
            {t("read")}
          </Link>
        )}
      </Notice>
    );
  }
  return (
    <div aria-live="polite">
      {problems.map((problem) => (
        <Notice key={problem} kind="error" title={questions("unreadable")} className="mt-3 px-4">
          <code className="font-mono text-xs break-words">{problem}</code>
        </Notice>
      ))}
      <QuestionList items={items} accepted={accepted} onAccept={accept} onChange={onChange} />
      {isReadable && open.length === 0 && (
        <Notice kind="info" title={questions("readable-now")} className="mt-3 px-4" />
      )}
      {isNew && (
        <div className="mt-3 grid gap-2">
          {maps.from === "file" && <p className="text-sm text-uncounted">{t("file-overrides")}</p>}
          <Field label={t("note")} className="max-w-96">
            {(props) => (
              <Input
                {...props}
                value={note}
                maxLength={300}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          <Button
            kind="do"
            className="justify-self-start"
            disabled={!isReadable || open.length > 0 || isTrying}
            working={save.isPending && t("saving")}
            onClick={onSave}
          >
            {t("save")}
          </Button>
          <p className="text-xs text-ink-2">
            {t("would-replace", { version: maps.latestVersion + 1 })}
          </p>
        </div>
      )}
      <ProblemNotice error={save.error} className="mt-3 px-4" />
    </div>
  );
}

type QuestionListProps = {
  items: readonly OpenItem[];
  accepted: ReadonlySet<string>;
  onAccept: (key: string, isAccepted: boolean) => void;
  onChange: MapQuestionsProps["onChange"];
};

function QuestionList({ items, accepted, onAccept, onChange }: QuestionListProps) {
  const t = useTranslations("field-map.save");
  const open = items.filter(({ key }) => !accepted.has(key));
  if (items.length === 0) return null;
  return (
    <section
      aria-labelledby="map-questions"
      className="mt-3 border border-uncounted bg-uncounted-wash px-3.5 py-2.5 text-sm"
    >
      <h3 id="map-questions" className="flex items-center gap-2 text-sm">
        <Icon name="warn" className="size-4 text-uncounted" />
        {t("open", { count: open.length })}
      </h3>
      <ol className="grid">
        {items.map((item) => (
          <li key={item.key} className="mt-2">
            <Question item={item} />
            {isAboutScale(item) && (
              <div className="mt-1 flex flex-wrap gap-2">
                <Button onClick={() => onChange("scale", "minor")}>{t("cents")}</Button>
                <Button onClick={() => onChange("scale", "major")}>{t("major")}</Button>
              </div>
            )}
            <div>
              <Checkbox
                label={t("accept")}
                checked={accepted.has(item.key)}
                onCheckedChange={(isAccepted) => onAccept(item.key, isAccepted)}
              />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}

function isAboutScale({ question }: OpenItem): boolean {
  return question.kind === "whole-amounts" || question.kind === "unknown-scale";
}

const FACTS = { field: "", first: "", second: "", reason: "", failed: 0, of: 0 };

function Question({ item }: { item: OpenItem }) {
  const t = useTranslations("connection.questions");
  const proposal = useTranslations("field-map.question");
  const fieldName = useFieldName();
  const { path } = item.question;
  if (item.from === "response") {
    return (
      <span>
        {t(item.question.kind)}{" "}
        {path !== "$" && <code className="font-mono text-xs break-all">{path}</code>}
      </span>
    );
  }
  const { kind, facts } = item.question;
  const field = typeof facts.field === "string" ? fieldName(facts.field) : "";
  return (
    <span>
      {proposal.has(kind) ? proposal(kind, { ...FACTS, ...facts, field }) : kind}{" "}
      {path !== "$" && <code className="font-mono text-xs break-all">{path}</code>}
    </span>
  );
}
