import "server-only";

/** One row of the table of routes. Whatever a route takes or answers is named by its contract. */
import type { z } from "zod";
import type { Permission } from "@/lib/domain/permission";

export const METHODS = ["get", "post", "put", "patch", "delete"] as const;
export type Method = (typeof METHODS)[number];

export type DescribedRoute = {
  method: Method;
  /** With parameters in braces; their schemas stand in `query` or `body` under the same name. */
  path: string;
  summary: string;
  /** null: open to anyone. */
  permission: Permission | null;
  query?: z.ZodObject;
  body?: z.ZodObject;
  /** JSON unless said; without `body` it is the raw file. */
  bodyType?: "text/csv" | "application/x-www-form-urlencoded" | "application/octet-stream";
  /** Of a success; 200 unless said. */
  status?: number;
  /** Absent when the answer has no body. */
  answer?: z.ZodType;
  answerType?:
    | "text/csv"
    | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    | "application/pdf"
    | "application/octet-stream";
};
