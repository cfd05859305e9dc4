import "server-only";

/**
 * Finds the template of a path, such as "/api/invitations/{token}", so that logs and metrics name
 * routes without what people typed or were sent, and so that there are never more of them than
 * routes.
 */
export type RouteTemplates = (pathname: string) => string;

/** Of a path that belongs to no route. */
const NO_ROUTE = "other";

const STATIC = "/_next";

type Branch = {
  children: Map<string, Branch>;
  parameter: Branch | null;
  template: string | null;
  /** Of everything below. */
  rest: string | null;
};

/** The templates are written as folders of Next.js: "/reconciliations/[centreId]/[date]". */
export function createRouteTemplates(folders: readonly string[]): RouteTemplates {
  const root = createBranch();
  for (const folder of folders) addTemplate(root, folder);
  return (pathname) => {
    if (pathname.startsWith(`${STATIC}/`)) return STATIC;
    return findTemplate(root, partsOf(pathname)) ?? NO_ROUTE;
  };
}

function createBranch(): Branch {
  return { children: new Map(), parameter: null, template: null, rest: null };
}

function addTemplate(root: Branch, folder: string): void {
  const template = folder.replace(/\[+([^\]]+)\]+/g, "{$1}");
  let branch = root;
  for (const part of partsOf(folder)) {
    if (/^\[+\.\.\./.test(part)) {
      branch.rest = template;
      return;
    }
    branch = part.startsWith("[") ? (branch.parameter ??= createBranch()) : childOf(branch, part);
  }
  branch.template = template;
}

function childOf(branch: Branch, part: string): Branch {
  const known = branch.children.get(part);
  if (known !== undefined) return known;
  const child = createBranch();
  branch.children.set(part, child);
  return child;
}

/** What is named comes before a parameter, and a parameter before everything below. */
function findTemplate(branch: Branch, [part, ...rest]: string[]): string | null {
  if (part === undefined) return branch.template;
  const child = branch.children.get(part);
  const named = child === undefined ? null : findTemplate(child, rest);
  if (named !== null) return named;
  const parameter = branch.parameter === null ? null : findTemplate(branch.parameter, rest);
  return parameter ?? branch.rest;
}

function partsOf(pathname: string): string[] {
  return pathname.split("/").filter(Boolean);
}
