/** Says how cash sheets are requested, as data, because Cashrec's description leaves it open. */

/** Names of the parameters; those of one request belong together. */
export type ParameterNames = { from: string; to: string; centres: string };

/**
 * Says how further pages are requested. All pages are read, or nothing is. Without a total, reading
 * ends at a page without records.
 */
export type PageShape =
  | {
      by: "number";
      page: string;
      first?: 0 | 1 | undefined;
      size?: string | undefined;
      perPage?: number | undefined;
      total?: string | undefined;
    }
  | { by: "offset"; offset: string; limit: string; perPage: number; total?: string | undefined }
  /** The path `next` leads to the value of the parameter, which is absent on the last page. */
  | { by: "cursor"; parameter: string; next: string }
  /** The path `next` leads to an address of the same origin, which is absent on the last page. */
  | { by: "link"; next: string };

export type RequestShape = {
  /** It follows the address of the API. */
  path: string;
  /** They are tried in this order as long as Cashrec refuses the request (400). */
  parameters: readonly ParameterNames[];
  /** Further parameters of each request. */
  fixed: Readonly<Record<string, string>>;
  /** "utc" asks for a window that contains the dates in any zone. */
  dates: "date-time" | "date" | "utc";
  centres: "comma" | "repeated";
  pages: PageShape | null;
  /** One request asks for at most this many business dates. */
  daysMax: number;
};

export const BUILT_IN_REQUEST: RequestShape = {
  path: "/api/v1/cashSheet",
  parameters: [
    { from: "startDate", to: "endDate", centres: "centersList" },
    { from: "StartDate", to: "EndDate", centres: "CentersList" },
    { from: "StartDate", to: "EndDate", centres: "CenterLists" },
    { from: "startDate", to: "endDate", centres: "centerLists" },
  ],
  fixed: {},
  dates: "date-time",
  centres: "comma",
  pages: null,
  daysMax: 7,
};
