"use client";

/**
 * Renders a button, which shows its progress once it has been pending for long enough to be
 * noticed.
 */
import type { ComponentProps, ReactNode } from "react";
import { buttonClass, type ButtonLook } from "./button-class";
import { classNames } from "./class-names";
import { useDelayed } from "./use-delayed";

type ButtonProps = ComponentProps<"button"> &
  ButtonLook & {
    /**
     * This text replaces the label while it is pending, such as "Reading…"; it can't be pressed
     * meanwhile.
     */
    working?: ReactNode | false;
  };

export function Button({ kind, size, working, className, children, ...rest }: ButtonProps) {
  const busy = working !== undefined && working !== false && working !== null;
  const isSlow = useDelayed(busy);
  return (
    <button
      type="button"
      {...rest}
      disabled={rest.disabled === true || busy}
      aria-busy={busy || undefined}
      className={classNames(buttonClass({ kind, size }), className)}
    >
      {isSlow ? working : children}
    </button>
  );
}
