/** The id of everybody where that of one person may stand: whose run of hidden messages it is, or who is mentioned. */
export const EVERYBODY = '00000000-0000-0000-0000-000000000000';

/** The id of those who were active when it was said, where that of one person may be mentioned; it is nobody's. */
export const THOSE_HERE = '00000000-0000-0000-0000-000000000001';
