"use client";

/** What can be pressed. */
import { type ComponentProps, type ReactNode, useEffect, useState } from "react";
import { buttonClass, type ButtonLook } from "./button-class";
import { classNames } from "./class-names";

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
      className={classNames(buttonClass({ kind, size }), className)}
    >
      {busy && late ? working : children}
    </button>
  );
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
