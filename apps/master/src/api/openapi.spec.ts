import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type NestFastifyApplication } from '@nestjs/platform-fastify';
import { type OpenAPIObject } from '@nestjs/swagger';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigModule } from '../config/config.module.js';
import { httpAdapter } from '../create-master.js';
import { aMasterConfig } from '../health/health.fixture.js';
import { ApiModule } from './api.module.js';
import { openApiOf } from './openapi.js';

@Module({ imports: [ConfigModule.of(aMasterConfig()), ApiModule] })
class OnlyApi {}

describe('the OpenAPI document', () => {
  let app: NestFastifyApplication;
  let document: OpenAPIObject;
  const operations = () =>
    Object.entries(document.paths).flatMap(([path, item]) =>
      (['get', 'put', 'post', 'delete'] as const).flatMap((method) => {
        const operation = item[method];
        return operation ? [{ name: `${method.toUpperCase()} ${path}`, path, method, ...operation }] : [];
      }),
    );
  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(OnlyApi, httpAdapter(), { logger: false, bodyParser: false });
    document = openApiOf(app, '0');
  });
  afterAll(() => app.close());

  it('names each operation once, sums it up, and says a word about each reply and parameter', () => {
    expect(operations().length).toBeGreaterThan(30);
    const ids = operations().map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    const silent = operations().flatMap(({ name, summary, responses, parameters = [] }) => [
      ...(summary ? [] : [name]),
      ...Object.entries(responses).flatMap(([status, one]) =>
        one && 'description' in one && one.description ? [] : [`${name} ${status}`],
      ),
      ...parameters.flatMap((one) => ('name' in one && one.description ? [] : [`${name} ${JSON.stringify(one)}`])),
    ]);
    expect(silent).toEqual([]);
  });

  it('describes every field of every body', () => {
    const silent = Object.entries(document.components?.schemas ?? {}).flatMap(([schema, definition]) =>
      Object.entries(('properties' in definition && definition.properties) || {}).flatMap(([field, one]) =>
        'description' in one && one.description ? [] : [`${schema}.${field}`],
      ),
    );
    expect(silent).toEqual([]);
  });

  it('lists the problems an operation can answer with, all as problem+json', () => {
    const faults = operations().flatMap(({ name, path, requestBody, responses, security = [] }) => {
      if (!path.startsWith('/api/v1/')) return [];
      const expected = [
        401,
        429,
        ...(requestBody ? [400, 413, 415] : []),
        ...(security.length === 1 && 'bearer' in security[0]! ? [403] : []),
        ...(/\{/.test(path) ? [404] : []),
      ];
      return [
        ...expected.filter((status) => !(status in responses)).map((status) => `${name} does not list ${status}`),
        ...Object.entries(responses)
          .filter(([status, one]) => Number(status) >= 400 && !JSON.stringify(one).includes('application/problem+json'))
          .map(([status]) => `${name} ${status} is no problem+json`),
      ];
    });
    expect(faults).toEqual([]);
  });

  it('says who may call: agents by their key, operators by their token, viewers by theirs where one is set', () => {
    const by = Object.fromEntries(operations().map(({ name, security }) => [name, JSON.stringify(security)]));
    expect(by['POST /api/v1/reports']).toBe('[{"agent":[]}]');
    expect(by['POST /api/v1/config/reload']).toBe('[{"bearer":[]}]');
    expect(by['GET /api/v1/domains']).toBe('[{},{"bearer":[]}]');
    expect(Object.keys(document.components?.securitySchemes ?? {})).toEqual(expect.arrayContaining(['agent', 'bearer']));
    expect(operations().filter(({ path, security }) => path.startsWith('/api/v1/') && !security?.length)).toEqual([]);
  });
});
