import { describe, expect, it } from 'vitest';
import { judgeAnswer } from '@/lib/weights/http-answer';

const asked = { name: 'x', address: 'https://host/x', host: 'host' };

/** The judgement on an answer to `Range: bytes=100-199`. */
const judge = (status: number, headers: Record<string, string>) =>
  judgeAnswer(asked, new Response(status === 206 || status === 200 ? 'body' : null, { status, headers }), 100, 200);

describe('the answer to bytes 100 to 199', () => {
  it.each<[string, Record<string, string>, number | null]>([
    ['all of them, of a file of 1000', { 'Content-Range': 'bytes 100-199/1000' }, 1000],
    ['all of them, of a file of unknown length', { 'Content-Range': 'bytes 100-199/*' }, null],
    ['fewer, because the file ends', { 'Content-Range': 'bytes 100-149/150' }, 150],
    ['some that it does not name', {}, null],
  ])('may be %s', (_, headers, total) => {
    expect(judge(206, { ...headers, 'Content-Length': '50' })).toMatchObject({ whole: false, total, length: 50 });
  });

  it.each([
    ['that begin elsewhere', { 'Content-Range': 'bytes 0-99/1000' }],
    ['that begin later', { 'Content-Range': 'bytes 101-199/1000' }],
    ['that go on too far', { 'Content-Range': 'bytes 100-200/1000' }],
    ['of another unit', { 'Content-Range': 'rows 100-199/1000' }],
    ['that nobody can read', { 'Content-Range': '100-199' }],
    ['in several parts', { 'Content-Type': 'multipart/byteranges; boundary=x' }],
  ])('may not be bytes %s', (_, headers) => {
    expect(() => judge(206, headers as Record<string, string>)).toThrowError(/wrong-range/);
  });

  it('may be the whole file, which is told', () => {
    expect(judge(200, { 'Content-Length': '4', ETag: '"a"' })).toMatchObject({ whole: true, total: 4, etag: '"a"' });
    // A weak validator says nothing about bytes.
    expect(judge(200, { ETag: 'W/"a"' })).toMatchObject({ total: null, etag: null });
  });

  it('may be the whole file of another origin, whose length may be that of packed bytes', () => {
    const response = new Response('body', { headers: { 'Content-Length': '4' } });
    Object.defineProperty(response, 'type', { value: 'cors' });
    expect(judgeAnswer(asked, response, 100, 200)).toMatchObject({ whole: true, total: null, length: 4 });
  });

  it.each(['text/html', 'TEXT/HTML; charset=utf-8', 'application/xhtml+xml'])('may not be a page: %s', (type) => {
    expect(() => judge(206, { 'Content-Type': type })).toThrowError(/web-page/);
    expect(() => judge(200, { 'Content-Type': type })).toThrowError(/web-page/);
  });

  it('tells how long to wait in whichever way the server does', () => {
    expect(() => judge(429, { 'Retry-After': '7' })).toThrowError(/"seconds":7/);
    expect(() => judge(429, {})).toThrowError(/"seconds":null/);
  });
});
