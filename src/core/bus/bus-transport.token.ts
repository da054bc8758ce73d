/** Injects the BusTransport of this installation. */
export const BUS_TRANSPORT = Symbol('BUS_TRANSPORT');
