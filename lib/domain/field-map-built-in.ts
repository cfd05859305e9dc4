/**
 * The field map that ships: the best guess at names Cashrec has not published, wide enough for
 * nested or flat records in any spelling. A file named by CASHREC_FIELD_MAP replaces it.
 */
import type { FieldMap } from "./field-map";

export const BUILT_IN_MAP: FieldMap = {
  rows: null,
  fields: {
    centreId: [
      ...["centerId", "centreId", "businessUnitId", "unitId", "osId", "storeId", "restaurantId"],
      ...[
        "center.id",
        "centre.id",
        "businessUnit.id",
        "unit.id",
        "center.code",
        "businessUnit.code",
      ],
      ...["centerCode", "centreCode", "businessUnitCode", "unitCode", "center", "centre"],
      ...["businessUnit", "unit"],
    ],
    businessDate: [
      ...[
        "businessDay",
        "businessDate",
        "cashSheetDate",
        "sheetDate",
        "accountingDate",
        "workDate",
      ],
      ...["operationDate", "date", "day"],
    ],
    currency: [
      ...["currencyId", "currencyCode", "currencyIso", "isoCurrency"],
      ...["currency.code", "currency.id", "currency.iso", "currency"],
    ],
    status: ["status", "cashSheetStatus", "sheetStatus", "status.name", "@state", "@state.name"],
    shiftId: [
      ...["shiftId", "shift.id", "shiftCode", "shift.code", "workShiftId", "sessionId"],
      ...["periodId", "period.id", "turnId", "shift", "@id", "@code"],
    ],
    shiftName: [
      ...["shiftName", "shift.name", "shiftDescription", "shift.description", "workShiftName"],
      ...["periodName", "period.name", "turnName", "shift", "@name", "@description"],
    ],
    openedAt: ["openedAt", "openingTime", "openDate", "openTime", "startTime", "@start", "@from"],
    closedAt: ["closedAt", "closingTime", "closeDate", "closeTime", "endTime", "@end", "@to"],
    tillId: [
      ...["tillId", "till.id", "tillCode", "till.code", "registerId", "register.id", "drawerId"],
      ...["terminalId", "terminal.id", "posId", "pos.id", "cashRegisterId", "workstationId"],
      ...["till", "register", "terminal", "@id", "@code"],
    ],
    tillName: [
      ...["tillName", "till.name", "registerName", "register.name", "drawerName", "terminalName"],
      ...["terminal.name", "posName", "pos.name", "cashRegisterName", "workstationName"],
      ...["till", "register", "terminal", "@name", "@description"],
    ],
    grossSales: ["grossSales", "salesGross", "grossAmount", "totalSales", "totalGross"],
    netSales: ["netSales", "salesNet", "netAmount", "totalNet"],
    tickets: [
      "numChecks",
      "numTickets",
      "tickets",
      "ticketCount",
      "checks",
      "receipts",
      "customers",
    ],
    float: ["cashFund", "float", "openingFloat", "initialFund", "openingBalance", "openingCash"],
    cashDifference: ["cashDifference", "cashDiff", "cashShortExcess", "cashVariance", "difference"],
    cashSales: ["cashSales", "cashPayments", "cashTakings", "cashCollected"],
    tenderId: [
      ...["paymentTypeId", "paymentMethodId", "tenderId", "tenderTypeId", "cardTypeId"],
      ...["paymentType.id", "paymentMethod.id", "tender.id", "voucherTypeId", "paymentId"],
      ...["paymentTypeCode", "paymentMethodCode", "tenderCode", "paymentType.code", "tender.code"],
      ...["paymentMethod.code", "@typeId", "@type.id", "@code", "@id"],
    ],
    tenderName: [
      ...["paymentTypeName", "paymentMethodName", "tenderName", "tenderTypeName", "cardTypeName"],
      ...["paymentType.name", "paymentMethod.name", "tender.name", "paymentType", "paymentMethod"],
      ...["tenderType", "cardType", "voucherType", "tender", "@name", "@description"],
      ...["@type.name", "@type", "@concept"],
    ],
    tenderKind: ["tenderKind", "paymentKind", "paymentCategory", "isCash", "@kind", "@category"],
    tenderAmount: [
      ...["paymentAmount", "tenderAmount", "amount", "amountPaid", "amount.value", "totalAmount"],
      ...["@total", "@value", "@sum"],
    ],
    quantity: ["quantity", "qty", "@units", "@count", "@number"],
    unitValue: ["unitValue", "unitPrice", "faceValue", "unitAmount", "@price"],
    entryLabel: [
      ...[
        "concept",
        "description",
        "concept.name",
        "reason",
        "supplier",
        "vendor",
        "label",
        "name",
      ],
      ...["bank", "company", "type.name", "type", "reference"],
    ],
    entryDirection: [
      ...[
        "direction",
        "movementType",
        "cashMovementType",
        "movementType.name",
        "type",
        "type.name",
      ],
      ...["type.code", "kind"],
    ],
    entryPaidWith: [
      "paymentType",
      "paymentMethod",
      "paidWith",
      "paymentTypeId",
      "paymentType.name",
    ],
    entryAmount: [
      ...["totalAmount", "total", "grossAmount", "amount", "amount.value", "value", "sum"],
    ],
    sheets: ["cashSheets", "sheets", "businessDays", "days", "cashSheetList"],
    shifts: [
      ...["shifts", "registerShifts", "cashShifts", "workShifts", "sessions", "periods", "lines"],
      ...["shiftList", "rows", "details"],
    ],
    tills: ["tills", "registers", "cashRegisters", "drawers", "terminals", "tillList"],
    tenders: [
      ...["payments", "tenders", "paymentMethods", "paymentTypes", "collections", "paymentList"],
      ...["takings", "tenderList"],
    ],
    cards: ["cards", "creditCards", "cardPayments", "cardSales"],
    vouchers: ["mealVouchers", "vouchers", "restaurantVouchers", "voucherPayments"],
    expenses: ["expenses", "expenseList", "cashExpenses", "paidOuts"],
    movements: ["movements", "cashMovements", "movementList"],
    contributions: ["contributions", "cashContributions", "cashIn", "paidIns"],
    withdrawals: ["withdrawals", "cashWithdrawals", "cashOut"],
    deposits: ["deposits", "bankDeposits", "depositList"],
    pickups: ["pickups", "cashPickups", "securityCompany", "securityPickups", "securityCompanies"],
  },
  required: ["tenders", "tenderAmount"],
  words: {
    cash: [
      ...["cash", "coins", "notes", "efectivo", "metalico", "contado", "especes", "liquide"],
      ...["numeraire"],
    ],
    card: [
      ...["card", "cards", "credit", "debit", "visa", "mastercard", "maestro", "amex", "tarjeta"],
      ...["tarjetas", "datafono", "tpv", "carte", "cartes", "cb"],
    ],
    voucher: [
      ...["voucher", "vouchers", "meal", "restaurant", "restaurante", "luncheon", "gift", "vale"],
      ...["vales", "bono", "bonos", "gourmet", "titre", "titres", "dejeuner", "sodexo", "edenred"],
      ...["pluxee", "cadeau", "regalo"],
    ],
    contribution: [
      ...["contribution", "contributions", "in", "input", "add", "added", "paidin", "aportacion"],
      ...["ingreso", "entrada", "apport", "entree", "versement"],
    ],
    withdrawal: [
      ...[
        "withdrawal",
        "withdrawals",
        "withdraw",
        "out",
        "output",
        "removal",
        "paidout",
        "retirada",
      ],
      ...["retiro", "salida", "retrait", "sortie", "prelevement"],
    ],
  },
  assumed: { shiftId: "DAY", tillId: "TILL", cash: "CASH", card: "CARD", voucher: "VOUCHER" },
  dates: "iso",
};
