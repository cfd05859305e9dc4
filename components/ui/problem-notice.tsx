"use client";

/**
 * Explains in one notice why a request failed: the title in the user's language, the server's
 * detail.
 */
import { useProblemText } from "./error-state";
import { Notice } from "./notice";

type ProblemNoticeProps = {
  /** Null renders nothing, for a form that shows the error at a field instead. */
  error: Error | null;
  className?: string;
};

export function ProblemNotice({ error, className }: ProblemNoticeProps) {
  const { title, detail } = useProblemText(error);
  if (error === null) return null;
  return (
    <Notice kind="error" title={title} {...(className === undefined ? {} : { className })}>
      {detail}
    </Notice>
  );
}
