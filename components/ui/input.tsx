/** Styles the controls that take text. An error is a two-pixel edge in ink, never colour alone. */
import type { ComponentProps } from "react";
import { classNames } from "./class-names";

const EDGE = "aria-[invalid=true]:border-2 aria-[invalid=true]:border-ink disabled:text-ink-3";

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...rest} className={classNames("control w-full min-w-0 px-2", EDGE, className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      rows={4}
      {...rest}
      className={classNames("control h-auto w-full px-2 py-1.5", EDGE, className)}
    />
  );
}

export function Select({ className, ...rest }: ComponentProps<"select">) {
  return <select {...rest} className={classNames("control w-full px-2", EDGE, className)} />;
}
