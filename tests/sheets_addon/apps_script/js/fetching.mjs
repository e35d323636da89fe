// HTTP as Apps Script has it: the caller waits. A worker fetches, the asking thread sleeps until it has.
import { MessageChannel, Worker, isMainThread, receiveMessageOnPort, workerData } from "node:worker_threads";

if (!isMainThread) {
  const { port, flag } = workerData;
  const one = async ({ url, ...how }) => {
    try {
      const response = await fetch(url, { ...how, redirect: "manual" });
      return { status: response.status, headers: Object.fromEntries(response.headers), text: await response.text() };
    } catch (error) {
      return { broken: String(error.cause?.code ?? error.message) };
    }
  };
  port.on("message", async (requests) => {
    port.postMessage(await Promise.all(requests.map(one)));
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
}

/** A function that gives the answers to several requests at once. */
export function fetching() {
  const { port1, port2 } = new MessageChannel();
  const flag = new Int32Array(new SharedArrayBuffer(4));
  const worker = new Worker(new URL(import.meta.url), { workerData: { port: port2, flag }, transferList: [port2] });
  worker.unref();
  port1.unref();
  return (requests) => {
    Atomics.store(flag, 0, 0);
    port1.postMessage(requests);
    if (Atomics.wait(flag, 0, 0, 60_000) === "timed-out") throw new Error("the service has not answered in a minute");
    return receiveMessageOnPort(port1).message;
  };
}
