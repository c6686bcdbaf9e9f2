package io.gatewayresponder.incident;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One option as it was proposed. What a person approves is its digest.
 *
 * @param optionId stable name of the option
 * @param digest of the exact changes; the same for equal plans
 * @param writes false for guidance, which cannot be approved
 * @param approversNeeded how many different people
 * @param option the whole option as JSON, changes included
 */
public record Proposal(
    String optionId,
    String title,
    boolean recommended,
    boolean writes,
    String digest,
    int approversNeeded,
    JsonNode option) {}
