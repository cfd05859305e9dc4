/** A Cashrec that responds to each centre in a form of its own, over a real socket. */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

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

export type Upstream = { url: string; stop: () => Promise<void> };

export async function startUpstream(responses: ReadonlyMap<string, unknown>): Promise<Upstream> {
  const server = createServer((request, response) => {
    request.resume();
    const url = new URL(request.url ?? "/", "http://upstream.test");
    if (url.pathname === "/connect/token") {
      return send(response, { access_token: "a-token", token_type: "Bearer", expires_in: 3_600 });
    }
    const centreId = [...url.searchParams].find(([name]) => /cent/i.test(name))?.[1] ?? "";
    send(response, responses.get(centreId) ?? []);
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

function send(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json; charset=utf-8" });
  response.end(JSON.stringify(body));
}
