"use client";

/** Styles a native checkbox, which works before any script has run, and in forced colours. */
import { type ComponentProps, type ReactNode, useEffect, useRef } from "react";
import { classNames } from "./class-names";

type CheckboxProps = Omit<ComponentProps<"input">, "type" | "checked" | "onChange"> & {
  label?: ReactNode;
  checked: boolean | "indeterminate";
  onCheckedChange: (checked: boolean) => void;
};

export function Checkbox({ label, checked, onCheckedChange, className, ...rest }: CheckboxProps) {
  const ref = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (ref.current !== null) ref.current.indeterminate = checked === "indeterminate";
  }, [checked]);
  const box = (
    <input
      {...rest}
      ref={ref}
      type="checkbox"
      checked={checked === true}
      onChange={(event) => onCheckedChange(event.target.checked)}
      className={classNames("checkbox", label === undefined && className)}
    />
  );
  if (label === undefined) return box;
  return (
    <label
      className={classNames("inline-flex min-h-control items-center gap-2 text-sm", className)}
    >
      {box}
      <span>{label}</span>
    </label>
  );
}
