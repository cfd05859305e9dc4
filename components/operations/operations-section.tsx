/** A part of the page: its title, a sentence, and a table that scrolls by itself on a phone. */
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";
import { Icon } from "../ui/icon";

type OperationsSectionProps = {
  title: string;
  about: ReactNode;
  children: ReactNode;
};

/** A section has no name of its own: its table, where there is one, is the landmark. */
export function OperationsSection({ title, about, children }: OperationsSectionProps) {
  return (
    <section>
      <h2 className="px-edge">{title}</h2>
      <div className="max-w-[80ch] px-edge pb-2 text-sm text-ink-2">{about}</div>
      {children}
    </section>
  );
}

export function OperationsFinding({ isGood, text }: { isGood: boolean; text: string }) {
  return (
    <p className="flex items-start gap-2 px-edge">
      <Icon
        name={isGood ? "check" : "warn"}
        className={`mt-0.5 size-4 ${isGood ? "text-matched" : "text-uncounted"}`}
      />
      {text}
    </p>
  );
}

type OperationsTableProps = {
  caption: string;
  columns: readonly { label: string; isNumber?: true; isHiddenOnPhones?: true }[];
  children: ReactNode;
};

/** `relative` holds texts for screen readers here, which would widen the page of a phone. */
export function OperationsTable({ caption, columns, children }: OperationsTableProps) {
  return (
    <div className="relative overflow-x-auto" role="region" tabIndex={0} aria-label={caption}>
      <table className="ledger">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, isNumber, isHiddenOnPhones }) => (
              <th
                key={label}
                scope="col"
                className={classNames(
                  isNumber === true && "num",
                  isHiddenOnPhones === true && "max-sm:hidden",
                )}
              >
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
