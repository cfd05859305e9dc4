"use client";

/**
 * Asks what the files may hide although it could be read. Who knows Cashrec says that all of it is
 * as it should be; otherwise the field map has to be corrected.
 */
import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { acceptQuestions } from "@/lib/client/sheet-imports";
import type { ProbeResult } from "@/lib/contracts/connection";
import { Button } from "../ui/button";
import { Notice } from "../ui/notice";
import { ProblemNotice } from "../ui/problem-notice";

export function OpenQuestions({ questions }: { questions: ProbeResult["questions"] }) {
  const t = useTranslations("sheet-import.questions");
  const kinds = useTranslations("connection.questions");
  const accept = useMutation({ mutationFn: acceptQuestions });
  if (questions.length === 0) return null;
  if (accept.isSuccess) return <Notice kind="info" title={t("accepted")} />;
  const ids = questions.map(({ id }) => id);
  return (
    <>
      <Notice
        kind="warn"
        title={t("title", { count: questions.length })}
        action={
          <Button
            kind="do"
            working={accept.isPending && t("accepting")}
            onClick={() => accept.mutate({ ids })}
          >
            {t("accept")}
          </Button>
        }
      >
        <p>{t("about")}</p>
        <ul className="list-disc pl-5">
          {questions.map(({ kind, path, id }) => (
            <li key={`${id} ${path}`}>
              {kinds(kind)} {path !== "$" && <code className="font-mono text-xs">{path}</code>}
            </li>
          ))}
        </ul>
      </Notice>
      {accept.isError && <ProblemNotice error={accept.error} />}
    </>
  );
}
