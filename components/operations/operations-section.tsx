/** A part of the page: its title, a sentence, and a table that scrolls by itself on a phone. */
import type { ReactNode } from "react";
import { classNames } from "../ui/class-names";

type OperationsSectionProps = {
  id: string;
  title: string;
  about: ReactNode;
  children: ReactNode;
};

export function OperationsSection({ id, title, about, children }: OperationsSectionProps) {
  return (
    <section>
      {/* The table below is the landmark of this name, of which there may be one. */}
      <h2 id={id} className="px-edge">
        {title}
      </h2>
      <div className="max-w-[80ch] px-edge pb-2 text-sm text-ink-2">{about}</div>
      {children}
    </section>
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
