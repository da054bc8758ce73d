// Where the server is; `npm run dev` hands its PORT on under this name.
const target = `http://127.0.0.1:${process.env.SERVER_PORT || 3000}`;

export default { '/api': { target, ws: true }, '/health': { target } };
