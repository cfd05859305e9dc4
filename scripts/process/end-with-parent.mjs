/**
 * Loaded into the server: when the script that started it is killed, it must not occupy the port.
 */
process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
