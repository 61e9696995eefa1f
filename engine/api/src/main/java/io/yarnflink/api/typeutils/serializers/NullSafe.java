package io.yarnflink.api.typeutils.serializers;

/** A serializer whose format and copies know null. */
interface NullSafe {}
