/** Chooses one of a few views of the same page, each with an address of its own. */
import { classNames } from "../ui/class-names";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";

type SearchLinksProps = {
  label: string;
  links: readonly { text: string; href: string; isCurrent: boolean }[];
};

export function SearchLinks({ label, links }: SearchLinksProps) {
  return (
    <nav aria-label={label} className="flex flex-wrap">
      {links.map(({ text, href, isCurrent }) => (
        <PrefetchOnHoverLink
          key={href}
          href={href}
          aria-current={isCurrent ? "true" : undefined}
          className={classNames(
            "flex h-control items-center border border-rule-strong px-3 text-sm no-underline not-first-of-type:border-l-0",
            isCurrent
              ? "bg-accent-wash font-medium text-accent forced-colors:outline-2"
              : "text-ink-2 hover:bg-hover",
          )}
        >
          {text}
        </PrefetchOnHoverLink>
      ))}
    </nav>
  );
}
