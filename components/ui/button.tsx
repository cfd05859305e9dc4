"use client";

/** The two things that can be pressed: a button, and a link that looks like one. */
import Link from "next/link";
import { type ComponentProps, type ReactNode, useEffect, useState } from "react";
import { classNames } from "./class-names";

export type ButtonLook = { kind?: "do" | "plain" | "bare"; size?: "small" };

const WORKING_AFTER_MS = 400;

type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    /** Words for while it works, such as "Reading…"; it can't be pressed meanwhile. */
    working?: ReactNode | false;
  };

export function Button({ kind, size, working, className, children, ...rest }: ButtonProps) {
  const busy = working !== undefined && working !== false && working !== null;
  const late = useLate(busy);
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled === true || busy}
      aria-busy={busy || undefined}
      className={classNames(buttonClass({ ...opt(kind, size) }), className)}
    >
      {busy && late ? working : children}
    </button>
  );
}

export function ButtonLink({
  kind,
  size,
  className,
  ...rest
}: ComponentProps<typeof Link> & ButtonLook) {
  return <Link {...rest} className={classNames(buttonClass(opt(kind, size)), className)} />;
}

export function buttonClass({ kind = "plain", size }: ButtonLook): string {
  return classNames(
    "no-print inline-flex items-center justify-center gap-2 rounded-md border font-medium",
    "whitespace-nowrap no-underline disabled:border-dashed disabled:border-rule-strong",
    "disabled:bg-transparent disabled:text-ink-3",
    size === "small"
      ? "h-11 px-3 text-sm sm:h-7 sm:px-2 sm:text-xs"
      : "h-control px-4 text-base sm:px-3 sm:text-sm",
    KINDS[kind],
  );
}

const KINDS = {
  do: "border-do bg-do text-on-do enabled:hover:bg-[color-mix(in_srgb,var(--do)_88%,var(--ink))] [a&]:hover:bg-[color-mix(in_srgb,var(--do)_88%,var(--ink))]",
  plain: "border-rule-strong bg-sheet text-ink enabled:hover:bg-hover [a&]:hover:bg-hover",
  bare: "border-transparent bg-transparent text-accent enabled:hover:bg-hover [a&]:hover:bg-hover",
};

function opt(kind: ButtonLook["kind"], size: ButtonLook["size"]): ButtonLook {
  return { ...(kind === undefined ? {} : { kind }), ...(size === undefined ? {} : { size }) };
}

/** True when something has gone on for longer than a reader would overlook. */
function useLate(busy: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!busy) return;
    const timer = setTimeout(() => setLate(true), WORKING_AFTER_MS);
    return () => {
      clearTimeout(timer);
      setLate(false);
    };
  }, [busy]);
  return busy && late;
}
