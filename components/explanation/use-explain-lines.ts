"use client";

/**
 * Explains many lines. A slip is attached to the first line, and from there to the others together
 * with the explanations; it is uploaded once, however often these are sent.
 */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { attachFile } from "@/lib/client/attachments";
import { explainLines, listRefusedLines } from "@/lib/client/explanations";
import type { LineRow } from "@/lib/contracts/reconciliation";
import { isSamePosition } from "@/lib/domain/keys";
import { useProblemText } from "../ui/error-state";
import { useToast } from "../ui/toast";
import { pickPosition } from "./explained-line";
import { newAttempt } from "@/lib/client/new-attempt";

type Explanation = {
  lines: readonly LineRow[];
  reason: string;
  text: string;
  file: File | null;
};
type Slip = { centreId: string; date: string; id: string };

export function useExplainLines(onDone: () => void) {
  const t = useTranslations("explain-many");
  const client = useQueryClient();
  const toast = useToast();
  const uploaded = useRef<{ file: File; slip: Slip } | null>(null);
  const upload = async (file: File, first: LineRow): Promise<Slip> => {
    if (uploaded.current?.file !== file) {
      uploaded.current = { file, slip: await attachTo(first, file) };
    }
    return uploaded.current.slip;
  };
  const explaining = useMutation({
    mutationFn: async ({ lines, reason, text, file }: Explanation) => {
      const [first] = lines;
      const slip = file === null || first === undefined ? {} : { slip: await upload(file, first) };
      const written = lines.map((line) => ({
        centreId: line.centreId,
        date: line.businessDate,
        ...pickPosition(line),
        differenceMinor: line.differenceMinor,
        countVersion: line.countVersion,
      }));
      return explainLines({ lines: written, reason, text, ...slip }, newAttempt());
    },
    onSuccess: async ({ explained }) => {
      await client.invalidateQueries({ queryKey: ["reconciliations"] });
      toast(t("done", { count: explained }));
      onDone();
    },
  });
  const refused = listRefusedLines(explaining.error);
  const { sentence } = useProblemText(explaining.error);
  const problem =
    explaining.error === null
      ? null
      : refused.length === 0
        ? sentence
        : t("none", { count: refused.length });
  return { explaining, refused, problem };
}

/** Returns the file as it is stored: the latest one of that line. */
async function attachTo(line: LineRow, file: File): Promise<Slip> {
  const key = { centreId: line.centreId, date: line.businessDate };
  const day = await attachFile(key, pickPosition(line), file);
  const attached = day.attachments.filter(({ shiftId, tillId, tenderId }) => {
    if (shiftId === null || tillId === null || tenderId === null) return false;
    return isSamePosition({ shiftId, tillId, tenderId }, line);
  });
  const latest = attached.toSorted((one, other) => (one.at < other.at ? 1 : -1))[0];
  if (latest === undefined) throw new Error("The file that was just attached is not there");
  return { ...key, id: latest.id };
}
