import "server-only";

/** The table of routes: named sets of filters. */
import { nothingSchema } from "@/lib/contracts/basics";
import {
  changeViewSchema,
  saveViewSchema,
  viewKeySchema,
  viewListSchema,
  viewSchema,
  viewSearchSchema,
} from "@/lib/contracts/saved-view";
import type { DescribedRoute } from "./described-route";

const permission = "reconciliation:view" as const;

export const ROUTES_OF_VIEWS: readonly DescribedRoute[] = [
  {
    method: "get",
    path: "/api/views",
    permission,
    summary: "The views that the reader may open on a page, and the one used last.",
    query: viewSearchSchema,
    answer: viewListSchema,
  },
  {
    method: "post",
    path: "/api/views",
    permission,
    summary: "Saves filters under a name; one's own view of that name is replaced.",
    body: saveViewSchema,
    status: 201,
    answer: viewSchema,
  },
  {
    method: "delete",
    path: "/api/views",
    permission,
    summary: "Forgets which view was used last: the page opens without one.",
    query: viewSearchSchema,
    answer: nothingSchema,
  },
  {
    method: "patch",
    path: "/api/views/{viewId}",
    permission,
    summary: "Renames or shares a view of one's own.",
    body: changeViewSchema,
    answer: viewSchema,
  },
  {
    method: "delete",
    path: "/api/views/{viewId}",
    permission,
    summary: "Removes a view of one's own.",
    query: viewKeySchema,
    answer: nothingSchema,
  },
  {
    method: "post",
    path: "/api/views/{viewId}/uses",
    permission,
    summary: "Remembers a view as the one used last.",
    body: viewKeySchema,
    answer: nothingSchema,
  },
];
