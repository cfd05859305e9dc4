/** The ports of the browser tests. `E2E_PORT` lets two working copies run theirs at once. */
export const PORT = Number(process.env.E2E_PORT ?? "3210");

/** A second instance on the same database listens there. */
export const SECOND_PORT = PORT + 5_000;

/** The application sends its mail there; a test that reads mail listens at it. */
export const MAIL_PORT = PORT + 10_000;
