"use client";

/**
 * The responses that somebody fetched or brought, and the field map that is tried on them. Every
 * change of the map is tried at once; nothing is stored.
 */
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { tryFieldMap } from "@/lib/client/connection";
import type { FieldMapFile } from "@/lib/contracts/field-map";
import type { MapChoice, ProposalQuestion, TrialResult } from "@/lib/contracts/field-map-trial";
import { changeChoice } from "./edit-map";

type Sample = { text: string; centreId: string | null; businessDate: string | null };
export type Samples = { responses: Sample[]; specification: string | null };

/** What is being worked on; `changed` lists the fields that a person has chosen. */
export type Draft = {
  basis: TrialResult["basis"];
  map: FieldMapFile;
  choices: MapChoice[];
  questions: ProposalQuestion[];
  changed: ReadonlySet<string>;
  isChanged: boolean;
};

const WAIT_MS = 400;

export function useTrial() {
  const [samples, setSamples] = useState<Samples | null>(null);
  const [draft, setDraft] = useState<Draft | null>(null);
  const [result, setResult] = useState<TrialResult | null>(null);
  const [isWaiting, setWaiting] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const trial = useMutation({ mutationFn: tryFieldMap, onSuccess: setResult });
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);

  const open = (given: Samples, propose = false) => {
    clearTimeout(timer.current ?? undefined);
    setWaiting(false);
    setSamples(given);
    trial.mutate(
      { ...given, propose },
      {
        onSuccess: ({ basis, map, choices, proposalQuestions: questions }) =>
          setDraft({ basis, map, choices, questions, changed: new Set(), isChanged: false }),
      },
    );
  };

  const replace = (map: FieldMapFile, fields: readonly string[]) => {
    if (draft === null || samples === null) return;
    const changed = new Set([...draft.changed, ...fields]);
    setDraft({ ...draft, map, changed, isChanged: true });
    setWaiting(true);
    clearTimeout(timer.current ?? undefined);
    timer.current = setTimeout(() => {
      setWaiting(false);
      trial.mutate({ responses: samples.responses, map });
    }, WAIT_MS);
  };

  /** Returns false when the text can't be a choice. */
  const change = (field: string, text: string): boolean => {
    const map = draft === null ? null : changeChoice(draft.map, field, text);
    if (map !== null) replace(map, [field]);
    return map !== null;
  };

  return {
    samples,
    draft,
    result,
    open,
    change,
    replace,
    error: trial.error,
    isOpening: trial.isPending && trial.variables.map === undefined,
    isTrying: trial.isPending || isWaiting,
  };
}

export type Trial = ReturnType<typeof useTrial>;
