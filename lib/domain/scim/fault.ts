/** Why a SCIM request can't be carried out (RFC 7644, 3.12). */
export type ScimFault = {
  status: 400 | 401 | 403 | 404 | 409 | 412 | 413 | 429 | 500;
  scimType?:
    | "invalidFilter"
    | "invalidPath"
    | "invalidSyntax"
    | "invalidValue"
    | "mutability"
    | "noTarget"
    | "tooMany"
    | "uniqueness";
  detail: string;
};

/** A value that was read, or the reason why it could not be. */
export type ScimRead<T> = { value: T; fault?: never } | { fault: ScimFault; value?: never };

export function invalidValue(detail: string): { fault: ScimFault } {
  return { fault: { status: 400, scimType: "invalidValue", detail } };
}
