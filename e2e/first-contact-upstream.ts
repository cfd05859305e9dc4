/** A Cashrec that responds to each centre in a form of its own, over a real socket. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { listDays } from "../lib/domain/business-date";

export const DAY = "2026-11-18";

/** Names that the built-in map lacks, amounts in cents, and tips that nothing uses. */
export const SPANISH = {
  resultado: "OK",
  datos: {
    hojas: [
      {
        centro: { codigo: "101", nombre: "Bilbao" },
        jornada: "18/11/2026",
        turnos: [
          {
            turno: "Mañana",
            puesto: "Caja 1",
            ventaBruta: 347065,
            cobros: [
              { medio: "EFECTIVO", teorico: 96475, declarado: 114635 },
              { medio: "TARJETA", teorico: 231890, declarado: 231890 },
              { medio: "VALE", teorico: 18700, declarado: 17600 },
            ],
            fondo: 20000,
            gastos: [{ importe: 1840, forma: "EFECTIVO" }],
            movimientos: [],
            propinas: 2150,
          },
          {
            turno: "Tarde",
            puesto: "Caja 1",
            ventaBruta: 556655,
            cobros: [
              { medio: "EFECTIVO", teorico: 166245, declarado: 166245 },
              { medio: "TARJETA", teorico: 390410, declarado: 390410 },
            ],
            fondo: 20000,
            gastos: [],
            movimientos: [],
            propinas: 1200,
          },
        ],
      },
    ],
  },
};

/** Sections of a day without tills. */
export const SECTIONED = [
  {
    centerId: "202",
    businessDay: DAY,
    period: "Noon",
    sales: { total: 1210.5, net: 1100.45 },
    cash: { fund: 150, sales: 310.5 },
    cards: [
      { name: "Visa", amount: 700 },
      { name: "Amex", amount: 120 },
    ],
    mealVouchers: [{ name: "Sodexo", amount: 80 }],
    expenses: [{ concept: "Ice", amount: 12.5 }],
    cashMovements: [{ concept: "Change", type: "withdrawal", amount: 40 }],
    bankDeposits: [],
    securityCompany: [],
  },
];

/** A sheet in the form that the built-in field map knows, so that nothing is left to ask about. */
function plainSheet(centerId: string, businessDay: string): unknown {
  const till = { shiftId: 1, shiftName: "Morning", tillId: "T1", tillName: "Till 1" };
  const nothing = { expenses: [], movements: [], deposits: [], pickups: [] };
  return {
    centerId,
    centerName: "Granada",
    businessDay,
    currencyId: "EUR",
    status: "Closed",
    shifts: [
      {
        ...till,
        grossSales: 900.5,
        cashFund: 150,
        payments: [
          { id: "CASH", name: "Cash", amount: 400.5 },
          { id: "CARD", name: "Card", amount: 500 },
        ],
        ...nothing,
      },
    ],
  };
}

/** A response to each request about a centre, or the same to all of them. */
type Responses = ReadonlyMap<string, unknown>;

function respond(responses: Responses, { searchParams }: URL): unknown {
  const find = (name: RegExp) => [...searchParams].find(([key]) => name.test(key))?.[1] ?? "";
  const ids = find(/cent/i).split(",");
  const plain = ids.filter((id) => PLAIN.includes(id));
  if (plain.length === 0) return responses.get(ids[0] ?? "") ?? [];
  const dates = listDays({ from: find(/start/i).slice(0, 10), to: find(/end/i).slice(0, 10) });
  return plain.flatMap((id) => dates.map((date) => plainSheet(id, date)));
}

/** These centres have a sheet of every date. */
const PLAIN = ["303", "304"];

export type Upstream = { url: string; stop: () => Promise<void> };

export async function startUpstream(responses: Responses): Promise<Upstream> {
  const server = createServer((request, response) => {
    request.resume();
    const url = new URL(request.url ?? "/", "http://upstream.test");
    if (url.pathname === "/connect/token") {
      return send(response, { access_token: "a-token", token_type: "Bearer", expires_in: 3_600 });
    }
    // As its own message announces, no list of centres is given.
    if (![...url.searchParams.keys()].some((name) => /cent/i.test(name))) {
      return send(response, { code: 100, message: "Invalid parameters." }, 400);
    }
    send(response, respond(responses, url));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stop };
}

function send(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}
