/** Renders the head of a column of amounts. */
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";

type MoneyHeadProps = { className?: string; children: ReactNode };

export function MoneyHead({ className, children }: MoneyHeadProps) {
  return (
    <th scope="col" className={classNames("money", className)}>
      {children}
    </th>
  );
}
