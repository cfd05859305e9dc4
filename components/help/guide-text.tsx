/** Draws the blocks and phrases of a guide, which `marked` has parsed, as elements of the page. */
import { Fragment, type ReactNode } from "react";
import type { MarkedToken, Token, Tokens } from "marked";
import { PrefetchOnHoverLink } from "../ui/lazy/prefetch-on-hover-link";
import { findPicture } from "./pictures";

type TextProps = { tokens: readonly Token[]; idOf: (heading: string) => string | undefined };

export function GuideBlocks({ tokens, idOf }: TextProps) {
  return tokens.map((token, index) => (
    <Fragment key={index}>{drawBlock(token as MarkedToken, idOf)}</Fragment>
  ));
}

/** Guides have no other kinds of block; a test of all guides says so. */
function drawBlock(token: MarkedToken, idOf: TextProps["idOf"]): ReactNode {
  if (token.type === "heading") {
    return (
      <h2 id={idOf(token.text)} className="mt-4 scroll-mt-4">
        {phrases(token.tokens)}
      </h2>
    );
  }
  if (token.type === "paragraph") return <p>{phrases(token.tokens)}</p>;
  if (token.type === "text") return phrases(token.tokens ?? []);
  if (token.type === "list") return <List list={token} idOf={idOf} />;
  if (token.type === "table") return <Table table={token} />;
  if (token.type === "code") {
    return (
      <pre className="overflow-x-auto bg-band p-3 font-mono text-xs">
        <code>{token.text}</code>
      </pre>
    );
  }
  return null;
}

function List({ list, idOf }: { list: Tokens.List; idOf: TextProps["idOf"] }) {
  const items = list.items.map((item, index) => (
    <li key={index} className="pl-1">
      <GuideBlocks tokens={item.tokens} idOf={idOf} />
    </li>
  ));
  return list.ordered ? (
    <ol className="grid list-decimal gap-1 pl-6">{items}</ol>
  ) : (
    <ul className="grid list-disc gap-1 pl-6">{items}</ul>
  );
}

function Table({ table }: { table: Tokens.Table }) {
  return (
    <div className="overflow-x-auto" tabIndex={0} role="group">
      <table className="border-collapse text-left">
        <thead>
          <tr className="border-b border-rule-strong">
            {table.header.map((cell, index) => (
              <th key={index} scope="col" className="py-1 pr-6 align-top text-xs font-medium">
                {phrases(cell.tokens)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index} className="border-b border-rule">
              {row.map((cell, column) => (
                <td key={column} className="py-1 pr-6 align-top">
                  {phrases(cell.tokens)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function phrases(tokens: readonly Token[]): ReactNode {
  return tokens.map((token, index) => (
    <Fragment key={index}>{drawPhrase(token as MarkedToken)}</Fragment>
  ));
}

function drawPhrase(token: MarkedToken): ReactNode {
  if (token.type === "strong") return <strong>{phrases(token.tokens)}</strong>;
  if (token.type === "em") return <em>{phrases(token.tokens)}</em>;
  if (token.type === "codespan") return <code className="font-mono text-xs">{token.text}</code>;
  if (token.type === "image") return <Picture image={token} />;
  if (token.type === "link") return <GuideLink link={token} />;
  return token.type === "text" || token.type === "escape" ? token.text : null;
}

/** Guides link to each other by file; other papers of the repository are not served here. */
function GuideLink({ link }: { link: Tokens.Link }) {
  // oxlint-disable-next-line security/detect-unsafe-regex -- linear, as recheck says
  const guide = /^(?:\.\/)?([a-z]+)\.md(#.*)?$/.exec(link.href);
  if (guide !== null) {
    return (
      <PrefetchOnHoverLink href={`/help/${guide[1] ?? ""}${guide[2] ?? ""}`}>
        {phrases(link.tokens)}
      </PrefetchOnHoverLink>
    );
  }
  return /^(https?:|#)/.test(link.href) ? (
    <a href={link.href}>{phrases(link.tokens)}</a>
  ) : (
    phrases(link.tokens)
  );
}

function Picture({ image }: { image: Tokens.Image }) {
  const picture = findPicture(image.href);
  if (picture === undefined) return image.text;
  return (
    // oxlint-disable-next-line nextjs/no-img-element -- The picture has its final size already.
    <img
      src={picture.src}
      width={picture.width}
      height={picture.height}
      alt={image.text}
      loading="lazy"
      className="my-2 h-auto max-w-full border border-rule"
    />
  );
}
